import Drawing
import MPanel

/// What mPanel is there for: who signs up, what is paid, set up and told.
struct BusinessView: Scene {
  private let sheet: DetailSheet?

  init(_ state: State) { sheet = DetailSheet(.business, of: state) }

  func draw(on canvas: Canvas) { sheet?.draw(on: canvas) }
  func board(_ size: Size) -> (board: PanelBoard, part: Rect)? { sheet?.board(size) }
  func overflow(_ size: Size) -> Int { board(size).map { $0.board.overflow($0.part) } ?? 0 }
  func fullRows(width: Int) -> Int { sheet?.fullRows(width: width) ?? 24 }
}
