import Drawing
import MPanel
import Telemetry

/// The readings of a screen as a document for programs: the same numbers as on the screen, unrounded, in seconds,
/// bytes and shares of 1. What is absent has its reason beside it instead of a number.
package struct SnapshotDocument: Encodable {
  package struct Absent: Encodable { var absent: String }

  /// A value, or `{"absent": "…"}`.
  package enum Maybe<Value: Encodable>: Encodable {
    case value(Value)
    case absent(String)

    init<Source>(_ measured: Measured<Source>, _ make: (Source) -> Value) {
      switch measured {
      case .success(let value): self = .value(make(value))
      case .failure(let absence): self = .absent(absence.words)
      }
    }

    package func encode(to encoder: any Encoder) throws {
      switch self {
      case .value(let value): try value.encode(to: encoder)
      case .absent(let words): try Absent(absent: words).encode(to: encoder)
      }
    }
  }

  struct Instance: Encodable {
    var name: String
    var address: String
    /// Who tells of it; nil where it is asked itself.
    var source: String?
    var state: String
    var reason: String
    var ageSeconds: Double?
    var identity: Identity
    var latency: Maybe<Latency>
    var traffic: Maybe<Traffic>
    var pool: Maybe<Pool>
    var queues: Maybe<[Queue]>
    var breakers: Maybe<[Breaker]>
    var routes: Maybe<Routes>
    var probes: [Probe]
    var findings: [String]
    var alerts: [Alert]
    var cautions: [String]
    var runtime: DetailsDocument.Runtime?
    var business: DetailsDocument.Business?
    var security: DetailsDocument.Security?
  }

  struct Identity: Encodable {
    var version: String?
    var node: String?
    var host: String?
    var dialect: String?
    var uptimeSeconds: Double?
    var residentBytes: Double?
    var heapUsedBytes: Double?
    var eventLoopLagSeconds: Double?
  }

  struct Latency: Encodable {
    struct Percentile: Encodable {
      var quantile: Double
      var seconds: Double
      var bucketOver: Double
      /// Absent for the infinite bucket: then `seconds` is a lower bound.
      var bucketUpTo: Double?
    }
    var percentiles: [Percentile]
    var meanSeconds: Double?
    var requests: Double
  }

  struct Traffic: Encodable {
    var perSecond: [String: Double]
    var totalPerSecond: Double
    var errorShare: Double?
    var inFlight: Double?
  }

  struct Pool: Encodable {
    var total: Double
    var active: Double
    var idle: Double
    var waiting: Double?
    var most: Double?
    var saturation: Double
  }

  struct Queue: Encodable {
    var name: String
    var pending: Double
    var processing: Double?
    var failed: Double?
    var perMinute: Double?
  }

  struct Breaker: Encodable {
    var name: String
    var state: String
    var lastingSeconds: Double
    var sawBeginning: Bool
    var probeInSeconds: Double?
  }

  struct Probe: Encodable {
    var endpoint: String
    var verdict: String
    var words: String
    var latencySeconds: Double?
    var requestID: String?
  }

  var mptop: String
  var unixSeconds: Double
  var windowSeconds: Int
  var instances: [Instance]
  /// The newest first.
  var events: [Event]

  package init(_ state: State) {
    mptop = state.version
    unixSeconds = state.shownMoment.unixSeconds
    windowSeconds = state.window.rawValue
    instances = zip(state.detailedReadings(), state.shownWatches).map { reading, watch in
      SnapshotDocument.instance(reading, watch.routes(at: reading.at, window: reading.window))
    }
    let moment = state.shownMoment
    events = state.seenEvents.map { Event($0, at: moment) }
  }

  private static func instance(_ reading: Reading, _ routes: Measured<RouteTable>) -> Instance {
    let identity = reading.identity
    return Instance(
      name: reading.target.name, address: reading.target.address, source: reading.target.source,
      state: reading.standing.condition.word,
      reason: reading.standing.reason, ageSeconds: reading.age?.seconds,
      identity: Identity(
        version: identity.version, node: identity.node, host: identity.host,
        dialect: identity.dialect?.rawValue,
        uptimeSeconds: identity.uptime?.seconds, residentBytes: finite(identity.residentBytes),
        heapUsedBytes: finite(identity.heapUsedBytes), eventLoopLagSeconds: identity.eventLoopLag),
      latency: Maybe(reading.latency, latency), traffic: Maybe(reading.traffic, traffic),
      pool: Maybe(reading.pool) {
        Pool(
          total: $0.total, active: $0.active, idle: $0.idle, waiting: $0.waiting, most: $0.most,
          saturation: $0.saturation)
      },
      queues: Maybe(reading.queues) { queues in
        queues.map {
          Queue(
            name: $0.name, pending: $0.pending, processing: finite($0.processing), failed: finite($0.failed),
            perMinute: $0.perMinute)
        }
      },
      breakers: Maybe(reading.breakers) { breakers in
        breakers.map {
          Breaker(
            name: $0.name, state: $0.state?.word ?? "?", lastingSeconds: $0.lasting.seconds,
            sawBeginning: $0.sawBeginning, probeInSeconds: $0.probeIn?.seconds)
        }
      },
      routes: Maybe(routes, Routes.init),
      probes: reading.probes.map {
        Probe(
          endpoint: $0.endpoint.rawValue, verdict: "\($0.verdict)", words: $0.words,
          latencySeconds: $0.latency?.seconds, requestID: $0.requestID)
      },
      findings: reading.findings.map(\.words), alerts: reading.alerts.map(Alert.init),
      cautions: reading.cautions.map(\.words),
      runtime: reading.runtime.map(DetailsDocument.runtime),
      business: reading.business.map(DetailsDocument.business),
      security: reading.security.map(DetailsDocument.security))
  }

  static func latency(_ latency: MPanel.Latency) -> Latency {
    Latency(
      percentiles: latency.percentiles.map {
        Latency.Percentile(
          quantile: $0.quantile, seconds: $0.seconds, bucketOver: $0.lower, bucketUpTo: finite($0.upper))
      },
      meanSeconds: finite(latency.mean), requests: latency.requests)
  }

  private static func traffic(_ traffic: MPanel.Traffic) -> Traffic {
    var perSecond: [String: Double] = [:]
    for kind in MPanel.Traffic.Class.allCases {
      perSecond[kind.word] = finite(traffic.perSecond[kind.rawValue])
    }
    return Traffic(
      perSecond: perSecond, totalPerSecond: finite(traffic.total) ?? 0,
      errorShare: finite(traffic.errorShare),
      inFlight: finite(traffic.inFlight))
  }

  /// JSON has no infinities.
  static func finite(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0 : nil } }
}
