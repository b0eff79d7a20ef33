import Drawing
import MPanel

/// What mPanel is there for: who signs up, what is paid, set up and told.
struct BusinessView: Scene {
  private let sheet: PanelSheet?

  init(_ state: State) {
    sheet = state.reading(for: .business).map { reading in
      PanelSheet(
        reading: reading, columns: PanelCatalogue.business, scroll: state.lists[.business]?.scroll ?? 0)
    }
  }

  func draw(on canvas: Canvas) { sheet?.draw(on: canvas) }
  func overflow(_ size: Size) -> Int { sheet?.overflow(size) ?? 0 }
  func fullRows(width: Int) -> Int { sheet?.fullRows(width: width) ?? 24 }
}
