import Drawing
import MPanel

/// What Node and its process say of themselves.
struct RuntimeView: Scene {
  private let sheet: PanelSheet?

  init(_ state: State) {
    sheet = state.reading(for: .runtime).map { reading in
      PanelSheet(
        reading: reading, columns: PanelCatalogue.runtime, scroll: state.lists[.runtime]?.scroll ?? 0)
    }
  }

  func draw(on canvas: Canvas) { sheet?.draw(on: canvas) }
  func overflow(_ size: Size) -> Int { sheet?.overflow(size) ?? 0 }
  func fullRows(width: Int) -> Int { sheet?.fullRows(width: width) ?? 24 }
}
