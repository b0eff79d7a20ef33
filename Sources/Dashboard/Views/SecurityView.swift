import Drawing
import MPanel

/// Who is kept out, and whether others are told.
struct SecurityView: Scene {
  private let sheet: DetailSheet?

  init(_ state: State) { sheet = DetailSheet(.security, of: state) }

  func draw(on canvas: Canvas) { sheet?.draw(on: canvas) }
  func board(_ size: Size) -> (board: PanelBoard, part: Rect)? { sheet?.board(size) }
  func overflow(_ size: Size) -> Int { board(size).map { $0.board.overflow($0.part) } ?? 0 }
  func fullRows(width: Int) -> Int { sheet?.fullRows(width: width) ?? 24 }
}
