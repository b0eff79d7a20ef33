import Drawing

/// What one view makes of the state: its picture, and what keys can do in it.
protocol Scene {
  /// Paints everything between header and footer.
  func draw(on canvas: Canvas)
  /// The rows that can be selected, each by a name that is its own for ever, in the order in which they are shown;
  /// empty where the view only scrolls.
  var rows: [String] { get }
  /// The same one by one, where there are too many to be listed for every key.
  var rowCount: Int { get }
  func row(at place: Int) -> String?
  func place(of row: String) -> Int?
  /// What the rows can be sorted by, in words; the order is that of ``ListState/sort``.
  var sorts: [String] { get }
  /// What the palette calls them, in the same order.
  var sortNames: [String] { get }
  /// Whether Enter opens a row.
  var opensRows: Bool { get }
  /// The panels it is made of, and the part of a screen of this size that is theirs; nil where it is made otherwise.
  func board(_ size: Size) -> (board: PanelBoard, part: Rect)?
  /// How far it scrolls on a screen of this size, where it has no rows.
  func overflow(_ size: Size) -> Int
  /// The rows of a screen, header and footer among them, on which all of it is shown: for a snapshot.
  func fullRows(width: Int) -> Int
}

extension Scene {
  var rows: [String] { [] }
  var rowCount: Int { rows.count }
  func row(at place: Int) -> String? { rows.indices.contains(place) ? rows[place] : nil }
  func place(of row: String) -> Int? { rows.firstIndex(of: row) }
  var sorts: [String] { [] }
  var sortNames: [String] { sorts }
  var opensRows: Bool { false }
  func board(_ size: Size) -> (board: PanelBoard, part: Rect)? { nil }
  func overflow(_ size: Size) -> Int { 0 }
  func fullRows(width: Int) -> Int { 24 }

  /// The selected row where it is still there, else the first; nil where there are none.
  func selectedRow(_ list: ListState) -> String? {
    list.selected.flatMap { place(of: $0) == nil ? nil : $0 } ?? row(at: 0)
  }
}

extension State {
  /// The view that is shown, with all that it needs.
  var scene: any Scene {
    switch view {
    case .fleet: FleetView(self)
    case .instance: InstanceView(self)
    case .routes: RoutesView(self)
    case .runtime: RuntimeView(self)
    case .business: BusinessView(self)
    case .security: SecurityView(self)
    case .events: EventsView(self)
    case .metrics: MetricsView(self)
    }
  }
}
