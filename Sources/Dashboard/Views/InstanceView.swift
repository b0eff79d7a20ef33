import Drawing
import MPanel

/// One instance: identity, then the panels, arranged for the room there is.
struct InstanceView: Scene {
  private let board: PanelBoard?
  /// What is the matter; it has the last line, but of the smallest screens.
  private let diagnosis: Diagnosis?

  init(_ state: State) {
    diagnosis = state.size.rows < 16 ? nil : state.shownReading.flatMap(DiagnosisTable.diagnosis)
    board = state.shownReading.map { reading in
      PanelBoard(
        .instance, reading: reading, layout: state.layout(of: .instance),
        focus: state.focus[.instance] ?? PanelFocus(), scroll: state.scrolls[state.shownTarget] ?? 0)
    }
  }

  func draw(on canvas: Canvas) {
    guard let board else { return }
    IdentityLine(reading: board.reading).draw(
      on: canvas.part(Rect(x: 0, y: 0, width: canvas.width, height: 1)))
    let below = diagnosis == nil ? 0 : 1
    board.draw(on: canvas.part(Rect(x: 0, y: 1, width: canvas.width, height: canvas.height - 1 - below)))
    if let diagnosis {
      DiagnosisLine(diagnosis: diagnosis).draw(
        on: canvas.part(Rect(x: 0, y: canvas.height - 1, width: canvas.width, height: 1)))
    }
  }

  func board(_ size: Size) -> (board: PanelBoard, part: Rect)? {
    // The header and the identity above, the diagnosis and the footer below.
    board.map {
      ($0, Rect(x: 0, y: 0, width: size.columns, height: size.rows - (diagnosis == nil ? 3 : 4)))
    }
  }

  func overflow(_ size: Size) -> Int { board(size).map { $0.board.overflow($0.part) } ?? 0 }

  func fullRows(width: Int) -> Int {
    max(24, (diagnosis == nil ? 3 : 4) + (board?.fullRows(width: width) ?? 0))
  }
}
