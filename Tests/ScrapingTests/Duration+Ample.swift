extension Duration {
  /// For requests that end by themselves: hundreds of tests that run at once can hold up one of them for a minute.
  static let ample: Duration = .seconds(600)
}
