import ArgumentParser
import Glibc
import Scraping

/// How every target of the command line is to be asked: trust, and what proves who we are. No option takes a secret
/// itself, since everybody on the machine can read a command line.
struct AccessOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Send the bearer token in this file; read again when it changes.", valueName: "file"))
  var tokenFile: String?

  @Option(help: ArgumentHelp("Send the bearer token in this environment variable.", valueName: "name"))
  var tokenEnv: String?

  @Option(help: ArgumentHelp("Log in as this user, with one of the next two.", valueName: "name"))
  var user: String?

  @Option(help: ArgumentHelp("The file that holds the user's password.", valueName: "file"))
  var passwordFile: String?

  @Option(help: ArgumentHelp("The environment variable that holds it.", valueName: "name"))
  var passwordEnv: String?

  @Option(
    help: ArgumentHelp("Trust the authorities in this PEM file instead of the system's.", valueName: "file"))
  var ca: String?

  @Option(
    help: ArgumentHelp("Show servers that ask for one this certificate, a PEM file.", valueName: "file"))
  var cert: String?

  @Option(help: ArgumentHelp("Its key, where that is not in the same file.", valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp("The name that certificates must be for, instead of the host's.", valueName: "name"))
  var serverName: String?

  @Flag(help: "Believe any certificate. The screen says so in red for as long as it is on.")
  var insecure = false

  @Flag(help: "Follow up to three redirects; secrets stay with the target's own origin.")
  var followRedirects = false

  func validate() throws {
    if tokenFile != nil, tokenEnv != nil { throw ValidationError("--token-file or --token-env, not both") }
    if passwordFile != nil, passwordEnv != nil {
      throw ValidationError("--password-file or --password-env, not both")
    }
    let hasPassword = passwordFile != nil || passwordEnv != nil
    if user != nil, !hasPassword {
      throw ValidationError("--user goes with --password-file or --password-env")
    }
    if hasPassword, user == nil { throw ValidationError("a password goes with --user") }
    if user != nil, tokenFile != nil || tokenEnv != nil {
      throw ValidationError("a token or a user and password, not both")
    }
    if user?.contains(":" as Character) == true { throw ValidationError("the name of --user holds no ‘:’") }
    if key != nil, cert == nil { throw ValidationError("--key goes with --cert") }
    if insecure, ca != nil { throw ValidationError("--insecure believes everybody: leave out it or --ca") }
    for (option, name) in [("--token-env", tokenEnv), ("--password-env", passwordEnv)] {
      // What is not set may be a secret that was put in the wrong place, and is not to be repeated.
      guard let name, getenv(name) == nil else { continue }
      throw ValidationError("\(option) takes the name of an environment variable that is set")
    }
  }

  var change: AccessChange {
    var change = AccessChange(
      credential: credential, serverName: serverName, followsRedirects: followRedirects)
    if insecure { change.trust = .anyone }
    if let ca { change.trust = .authority(file: ca) }
    if let cert {
      change.clientCertificate = Access.ClientCertificate(certificateFile: cert, keyFile: key ?? cert)
    }
    return change
  }

  private var credential: Credential? {
    if let user, let password = source(passwordFile, passwordEnv) {
      return .basic(user: user, password: password)
    }
    return source(tokenFile, tokenEnv).map { .bearer($0) }
  }

  private func source(_ file: String?, _ variable: String?) -> SecretSource? {
    file.map { .file(path: $0) } ?? variable.map { .environment(name: $0) }
  }
}
