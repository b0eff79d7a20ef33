import Drawing
import MPanel

/// Who is kept out, and whether others are told.
struct SecurityView: Scene {
  private let sheet: PanelSheet?

  init(_ state: State) {
    sheet = state.reading(for: .security).map { reading in
      PanelSheet(
        reading: reading, columns: PanelCatalogue.security, scroll: state.lists[.security]?.scroll ?? 0)
    }
  }

  func draw(on canvas: Canvas) { sheet?.draw(on: canvas) }
  func overflow(_ size: Size) -> Int { sheet?.overflow(size) ?? 0 }
  func fullRows(width: Int) -> Int { sheet?.fullRows(width: width) ?? 24 }
}
