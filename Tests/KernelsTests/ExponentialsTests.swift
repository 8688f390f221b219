import Glibc
import Kernels
import Testing

@Suite("Exponentials, powers, arc sines and arc cosines")
struct ExponentialsTests {
  @Test("exponentials are within 1 ulp of the values that decimal arithmetic gives")
  func recordedExponentials() {
    for (x, expected) in Self.recordedPairs {
      let ours = exponential(Double(bitPattern: x)).bitPattern
      #expect(abs(Int64(ours) - Int64(expected)) <= 1, "e^\(Double(bitPattern: x))")
    }
  }

  @Test("exponentials are within 1 ulp of the C library over the whole range")
  func exponentialsOfTheLibrary() {
    for i in -74_510...70_978 {
      let x = Double(i) * 0.01
      // The last place of the library's own result is not certain either.
      let difference = Int64(exponential(x).bitPattern) - Int64(exp(x).bitPattern)
      #expect(abs(difference) <= 1, "e^\(x)")
    }
  }

  @Test("exponentials end in infinity and in 0, and keep what is missing")
  func endsOfTheRange() {
    #expect(exponential(0) == 1)
    #expect(exponential(-0.0) == 1)
    #expect(exponential(709.79) == .infinity)
    #expect(exponential(.infinity) == .infinity)
    #expect(exponential(1e300) == .infinity)
    #expect(exponential(-745.14) == 0)
    #expect(exponential(-.infinity) == 0)
    #expect(exponential(-1e300) == 0)
    #expect(exponential(.nan).isNaN)
    #expect(exponential(.leastNonzeroMagnitude) == 1)
  }

  @Test("many exponentials have the bits of one at a time", arguments: [0, 1, 7, 8, 9, 40, 67])
  func batches(count: Int) {
    let values = (0..<count).map { Double($0) * 1.7 - 30 }
    var results = [Double](repeating: .nan, count: count)
    var span = results.mutableSpan
    exponentials(of: values.span, into: &span)
    #expect(results == values.map { exponential($0) })
  }

  @Test("powers are within 2 ulp of the values that decimal arithmetic gives, but for large ones")
  func recordedPowers() {
    for (x, y, expected) in Self.recordedTriples {
      let (x, y) = (Double(bitPattern: x), Double(bitPattern: y))
      let allowed = y.magnitude <= 100 ? 2 : Int64(2 + y.magnitude / 50)
      let difference = Int64(power(x, y).bitPattern) - Int64(expected)
      #expect(abs(difference) <= allowed, "\(x)^\(y) is off by \(difference) ulp")
    }
  }

  @Test("powers at the ends of the range are those of the C library")
  func powersAtTheEnds() {
    let numbers: [Double] = [
      0, 1, 0.5, 2, 3, .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
      .infinity,
    ]
    for x in numbers {
      for y in numbers + numbers.map({ -$0 }) {
        let (ours, expected) = (power(x, y), pow(x, y))
        #expect(
          ours == expected || (ours - expected).magnitude <= 2 * expected.ulp,
          "\(x)^\(y)"
        )
      }
    }
    #expect(power(-1, 2).isNaN)
    #expect(power(.nan, 2).isNaN)
    #expect(power(2, .nan).isNaN)
  }

  @Test("arc sines and arc cosines are within 3 ulp of the C library")
  func arcs() {
    for i in -1000...1000 {
      let x = Double(i) / 1000
      #expect((arcSine(x) - asin(x)).magnitude <= 3 * asin(x).magnitude.ulp, "\(x)")
      #expect((arcCosine(x) - acos(x)).magnitude <= 3 * acos(x).ulp, "\(x)")
    }
    #expect(arcSine(1.0000001).isNaN)
    #expect(arcCosine(-1.0000001).isNaN)
    #expect(arcSine(.nan).isNaN)
  }

  /// Bits of `x` and of `e^x` rounded to the nearest number, by the module `decimal` of
  /// Python 3.11 with 60 digits.
  static let recordedPairs: [(UInt64, UInt64)] = [
    (0x3fe0_0000_0000_0000, 0x3ffa_6129_8e1e_069c),
    (0xbfe0_0000_0000_0000, 0x3fe3_68b2_fc6f_960a),
    (0x3ff0_0000_0000_0000, 0x4005_bf0a_8b14_5769),
    (0xbff0_0000_0000_0000, 0x3fd7_8b56_362c_ef38),
    (0x3f50_624d_d2f1_a9fc, 0x3ff0_0419_19b7_ee34),
    (0xbe11_2e0b_e826_d695, 0x3fef_ffff_ff76_8fa1),
    (0x4024_0000_0000_0000, 0x40d5_829d_cf95_0560),
    (0xc024_0000_0000_0000, 0x3f07_cd79_b564_7c9b),
    (0x4059_1000_0000_0000, 0x48f8_c39b_9134_bac4),
    (0xc059_1000_0000_0000, 0x36e4_acd3_1e16_7ebb),
    (0x4085_e400_0000_0000, 0x7f18_625c_7d4f_56c2),
    (0x4086_2e42_fefa_39ef, 0x7fef_ffff_ffff_ff2a),
    (0xc086_2333_3333_3333, 0x000f_f15b_469e_df89),
    (0xc086_3000_0000_0000, 0x0003_3802_fd28_b3c3),
    (0xc087_20fb_e76c_8b44, 0x0000_0000_0000_004b),
    (0xc087_4800_0000_0000, 0x0000_0000_0000_0001),
    (0x3fd6_2e42_fefa_39ef, 0x3ff6_a09e_667f_3bcc),
    (0xbfd6_2e42_fefa_39ef, 0x3fe6_a09e_667f_3bcd),
    (0x3fd6_2e42_fefa_39f0, 0x3ff6_a09e_667f_3bcd),
    (0xbfd6_8ca5_e0d5_8b24, 0x3fe6_7f58_176a_7af6),
    (0xbfe6_587c_b4d7_66c8, 0x3fdf_d5e2_19d8_9f9f),
    (0x3fd3_51d2_20c5_c7fc, 0x3ff5_a35d_6253_0552),
    (0xbfeb_5d34_316e_07c0, 0x3fdb_36f3_b459_97dc),
    (0x3fb2_5f20_4606_3a00, 0x3ff1_30bf_e79a_4670),
    (0xbfd1_311b_06ac_e67c, 0x3fe8_763a_28c4_d9ee),
    (0xbfec_49be_e0b8_ed14, 0x3fda_70a8_e567_3f74),
    (0x3f8e_74ee_6dec_eb80, 0x3ff0_3d5e_6437_2ae2),
    (0xc042_800b_6191_fcd0, 0x3c98_9617_631d_7a0a),
    (0xc015_3bbe_df45_ead0, 0x3f74_4691_43fa_0ce9),
    (0xc041_34ae_32cb_f38d, 0x3cd4_7549_b883_e524),
    (0xc040_5f19_473e_a8d6, 0x3cfb_21a8_47e4_ac62),
    (0xc018_2763_55a2_b560, 0x3f63_8a2a_0438_eca3),
    (0x403a_25ee_77a7_8fbc, 0x424a_6cd1_19d8_0201),
    (0xc03e_1889_2c86_875e, 0x3d37_ee9f_8655_56ec),
    (0xc036_2410_e5b1_9902, 0x3df0_a66c_5973_7d4d),
    (0x4064_f522_9680_60c0, 0x4f0d_8182_e49d_3a18),
    (0x4083_c82b_3302_e2b2, 0x7903_1c9f_51f9_c32b),
    (0x4057_a1f5_1806_5558, 0x4874_cde2_41d1_756f),
    (0xc064_f3f1_d49f_c974, 0x30d2_0299_e546_391a),
    (0x4085_13fd_45df_3b5e, 0x7cc1_197a_38e6_b2af),
    (0xc085_2285_de1e_2a7a, 0x02f3_784e_2d70_0487),
    (0x407f_75ac_bb7f_0188, 0x6d52_37ca_b08f_35c9),
    (0xc074_3329_cec5_fb61, 0x22ca_6edc_4cc6_0d0a),
  ]

  /// Bits of `x`, `y` and `x^y` rounded to the nearest number, from the same source.
  static let recordedTriples: [(UInt64, UInt64, UInt64)] = [
    (0x4024_0000_0000_0000, 0x3fc2_4924_9249_2492, 0x3ff6_3b5f_a0a4_5a06),
    (0x3fb9_9999_9999_999a, 0x4008_0000_0000_0000, 0x3f50_624d_d2f1_a9fd),
    (0x4000_0000_0000_0000, 0x3fe0_0000_0000_0000, 0x3ff6_a09e_667f_3bcd),
    (0x3ff0_0000_1ad7_f29b, 0x4059_0000_0000_0000, 0x3ff0_000a_7c5e_2b5d),
    (0x3fef_ffeb_074a_771d, 0xc053_6ccc_cccc_cccd, 0x3ff0_032f_1071_f3cb),
    (0x400c_0000_0000_0000, 0x4058_c000_0000_0000, 0x4b1e_71f0_e15d_4623),
    (0x01a5_6e1f_c2f8_f359, 0x3fec_cccc_cccc_cccd, 0x07e0_e7c9_eebc_4401),
    (0x7e37_e43c_8800_759c, 0xbfd3_3333_3333_3333, 0x2d40_4bd9_8499_0e92),
    (0x3ff8_0000_0000_0000, 0xc059_0000_0000_0000, 0x3c46_afb1_df2e_ff89),
    (0x3fe6_6666_6666_6666, 0x4056_0000_0000_0000, 0x3d1a_4f75_cb23_0c69),
    (0x4000_0000_0000_0000, 0xc090_9000_0000_0000, 0x0000_0000_0000_4000),
    (0x3ff6_a09e_667f_3bcd, 0x4008_0000_0000_0000, 0x4006_a09e_667f_3bce),
    (0x3ff6_a09e_667f_3bce, 0xc008_0000_0000_0000, 0x3fd6_a09e_667f_3bc8),
    (0x4007_2636_c032_c47c, 0xc02e_939d_6e4a_7602, 0x3e77_a9ff_c8a8_7999),
    (0x4018_b4c9_f598_42f0, 0x4029_4a44_90d1_ed48, 0x4202_95b3_b9f8_7fd1),
    (0x400c_fb54_cc80_0577, 0x400a_1caf_76d9_2200, 0x4050_b261_957f_eae8),
    (0x4029_9052_9b79_508e, 0xc014_6a98_be0d_27cc, 0x3ec2_dbef_ab13_7f8a),
    (0x4025_eb38_0856_1605, 0xc031_7d0a_782d_9bcc, 0x3c28_2331_4ea5_0508),
    (0x3ff3_390b_eca5_e389, 0xc027_85f7_2f09_2dce, 0x3fbd_922a_68dd_d73e),
    (0x402b_38ee_9ca1_dc91, 0xc007_2ba3_68e9_2d68, 0x3f41_08e9_7517_a3d7),
    (0x4019_28c1_d6b2_dd62, 0x400b_613a_54f0_0a30, 0x4080_e92b_a134_9e1a),
    (0x4022_2368_5faf_3be7, 0xc020_04c5_9b84_072a, 0x3e56_fc1a_9ac0_2d32),
    (0x402f_c77f_a8b2_2578, 0x401f_d6cf_df98_ba48, 0x41eb_16c4_251c_16dc),
  ]
}
