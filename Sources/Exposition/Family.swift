/// A family as a page declares it. One without series is a fact too: the build knows it and nothing set it.
public struct Family: Sendable, Hashable {
  public var name: String
  public var type: MetricType
  public var help: String
  /// OpenMetrics only.
  public var unit: String

  public init(name: String, type: MetricType = .untyped, help: String = "", unit: String = "") {
    self.name = name
    self.type = type
    self.help = help
    self.unit = unit
  }
}
