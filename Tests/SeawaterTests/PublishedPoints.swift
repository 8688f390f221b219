/// Six of the published check values of TEOS-10, version 3.06.16 (gsw_check_data): three casts, of
/// the tropical Pacific and the Baltic, at the surface, in mid-water and at depth.
struct PublishedPoint: Sendable {
  let practicalSalinity: Double
  let absoluteSalinity: Double
  let temperature: Double
  let pressure: Double
  let conservativeTemperature: Double
  let potentialTemperature: Double
  let density: Double
  let sigma0: Double
  let sigma2: Double
  let soundSpeed: Double
  /// Of water half saturated with air.
  let freezingTemperature: Double
  let conductivity: Double

  /// Salinities, temperatures, pressures, temperatures, densities, sound, freezing, conductivity
  /// in mS/cm.
  static let all = [
    PublishedPoint(
      34.306287392599714,
      34.468236430490606,
      27.962,
      0,
      27.996436412058213,
      27.962,
      1021.8863044505447,
      21.886304450544685,
      30.133150456258818,
      1540.2698594260014,
      -1.880461384909489,
      55.19754712635529
    ),
    PublishedPoint(
      34.532505000117716,
      34.70523685435276,
      4.9176,
      909,
      4.8418804148384185,
      4.842769286438453,
      1031.4980914996909,
      27.330990307290676,
      36.3880002758558,
      1484.5305549560765,
      -2.5871525697921816,
      33.382144048823484
    ),
    PublishedPoint(
      34.714921169561336,
      34.893910542287834,
      1.5997999999999999,
      6131,
      1.0146108664670916,
      1.0143937831023524,
      1054.9119401072687,
      27.828130454958,
      37.08721980357859,
      1559.7710704904025,
      -7.07904323614801,
      32.48916082075326
    ),
    PublishedPoint(
      34.39458088610385,
      34.55697798303738,
      27.294,
      0,
      27.322890736362595,
      27.294,
      1022.1689924979586,
      22.168992497958584,
      30.430655836278675,
      1538.8813687903503,
      -1.8855001902234798,
      54.62762386106129
    ),
    PublishedPoint(
      34.65696699996184,
      34.83737487716415,
      1.8654999999999995,
      2534,
      1.6842715747271142,
      1.684293935346544,
      1039.349510005367,
      27.73524285181861,
      36.95747289945916,
      1498.7214676230412,
      -3.8989060860769675,
      31.460612323295827
    ),
    PublishedPoint(
      7.482537,
      7.586220919642284,
      3.123499999999998,
      50,
      3.288746172277977,
      3.1230732842375293,
      1006.261639652662,
      6.016410694906199,
      15.612636537175831,
      1428.3049699378178,
      -0.4456992862519033,
      7.691830155137257
    ),
  ]

  private init(
    _ practicalSalinity: Double,
    _ absoluteSalinity: Double,
    _ temperature: Double,
    _ pressure: Double,
    _ conservativeTemperature: Double,
    _ potentialTemperature: Double,
    _ density: Double,
    _ sigma0: Double,
    _ sigma2: Double,
    _ soundSpeed: Double,
    _ freezingTemperature: Double,
    _ conductivity: Double
  ) {
    self.practicalSalinity = practicalSalinity
    self.absoluteSalinity = absoluteSalinity
    self.temperature = temperature
    self.pressure = pressure
    self.conservativeTemperature = conservativeTemperature
    self.potentialTemperature = potentialTemperature
    self.density = density
    self.sigma0 = sigma0
    self.sigma2 = sigma2
    self.soundSpeed = soundSpeed
    self.freezingTemperature = freezingTemperature
    self.conductivity = conductivity
  }
}
