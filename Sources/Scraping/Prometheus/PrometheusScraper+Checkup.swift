import MPanel
import Synchronization

extension PrometheusScraper {
  /// One look at the server itself and at all that it knows of the instances, for `mptop doctor`.
  package static func examine(
    _ server: PrometheusServer, userAgent: String, timekeeper: Timekeeper = .system
  ) async -> (checkup: ServerCheckup, look: Look) {
    let reports = Collected()
    let scraper = collecting(server, userAgent: userAgent, timekeeper: timekeeper, into: reports)
    var checkup = ServerCheckup(words: server.words, address: server.place.address)
    await scraper.watch.client.keepQuestions(timekeeper)
    checkup.version = await scraper.watch.client.version(within: .seconds(10))
    switch await scraper.watch.discover() {
    case .success(let targets):
      reports.list(targets)
      await scraper.watch.once()
    case .failure(let failure): checkup.failure = failure.forDoctor
    }
    checkup.jobs = await scraper.watch.jobs
    checkup.questions = scraper.watch.client.questions
    reports.note(await scraper.watch.scrapeInterval)
    await scraper.stop()
    return (checkup, reports.all)
  }
}

extension PrometheusFailure {
  fileprivate var forDoctor: ServerCheckup.Failure {
    guard case .scrape(let cause) = self else { return ServerCheckup.Failure(words: words) }
    return ServerCheckup.Failure(words: words, cause: cause)
  }
}
