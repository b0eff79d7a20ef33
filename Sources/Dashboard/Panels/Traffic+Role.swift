import Drawing
import MPanel

extension Traffic.Class {
  /// The hue of its charts, in every panel the same.
  var role: Role {
    switch self {
    case .success: .series1
    case .redirect: .series2
    case .clientError: .series5
    case .serverError: .series6
    case .other: .series3
    }
  }
}
