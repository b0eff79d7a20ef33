/// What is wrong and what is odd about the lines of a page: the first of each, and how many there were.
struct LineNotes {
  private(set) var complaints: [Complaint] = []
  private(set) var complaintCount = 0
  private(set) var warnings: [Complaint] = []
  private(set) var warningCount = 0

  mutating func add(
    _ error: LineError, _ bytes: Bytes, line: Int, start: Int, stop: Int, isWarning: Bool
  ) {
    if isWarning { warningCount += 1 } else { complaintCount += 1 }
    guard (isWarning ? warnings.count : complaints.count) < Page.complaintsKept else { return }
    let at = min(max(error.at, start), stop)
    let note = Complaint(
      line: line, column: at - start + 1, message: error.message,
      excerpt: Complaint.escaped(bytes.slice(at..<stop)))
    if isWarning { warnings.append(note) } else { complaints.append(note) }
  }
}
