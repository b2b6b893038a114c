using BenchmarkDotNet.Attributes;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Benchmarks;

/// <summary>A million charges of many corridors, dates, classes and collectors, each put to every fee rule of the pack on one core.</summary>
/// <remarks>
/// The ledger is to judge at least 200,000 charges a second, so one in at most 5,000 ns. It runs in this process: the generated
/// project of another would not know the packages' central versions.
/// </remarks>
[MemoryDiagnoser, InProcess, MinIterationTime(500)]
public class JudgingCharges
{
    /// <summary>How many charges one run judges.</summary>
    public const int Charges = 1_000_000;

    private const int Different = 4_096;

    private static readonly (string Origin, string Destination, string Currency)[] Corridors =
    [
        ("NP", "QA", "NPR"), ("NP", "MY", "NPR"), ("BD", "SA", "BDT"), ("BD", "MY", "BDT"), ("IN", "AE", "INR"), ("PH", "HK", "HKD"), ("PH", "QA", "QAR"),
        ("ID", "TW", "TWD"), ("VN", "JP", "VND"), ("ET", "SG", "SGD"), ("MX", "CA-ON", "CAD"), ("UG", "SA", "UGX"),
    ];

    private readonly RuleAnswer[] _answers = new RuleAnswer[RulePack.Current.FeeRules.Length];
    private (Situation Where, Charge Charge, decimal Amount, Currency Currency)[] _charges = [];

    /// <summary>Makes the charges: the same each time.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var random = new Random(2_026);
        _charges = [.. Enumerable.Range(0, Different).Select(_ => One(random))];
    }

    /// <summary>Judges the million.</summary>
    /// <returns>The breaches found, so that nothing is optimised away.</returns>
    [Benchmark(OperationsPerInvoke = Charges)]
    public int AgainstTheWholePack()
    {
        var breaches = 0;
        for (var index = 0; index < Charges; index++)
        {
            ref readonly var one = ref _charges[index % Different];
            RulePack.Current.Judge(one.Where, CapBasis.None, one.Charge, one.Amount, one.Currency, _answers);
            foreach (var answer in _answers)
            {
                breaches += answer.Says == RuleSays.Breach ? 1 : 0;
            }
        }

        return breaches;
    }

    private static (Situation Where, Charge Charge, decimal Amount, Currency Currency) One(Random random)
    {
        var (origin, destination, currency) = Corridors[random.Next(Corridors.Length)];
        var role = random.Next(3) switch { 0 => PartyRole.SubAgent, 1 => PartyRole.Employer, _ => PartyRole.Recruiter };
        return (
            new Situation(origin, destination, random.Next(2) == 0 ? Sex.Female : Sex.Male, random.Next(4) == 0 ? Trades.Domestic : Trades.None, null),
            new Charge(
                new LocalDate(2012, 1, 1).PlusDays(random.Next(5_000)), (FeeClass)random.Next(Enum.GetValues<FeeClass>().Length),
                new Collector("collector", role, [random.Next(2) == 0 ? origin : destination]), random.Next(5) == 0),
            random.Next(1, 300_000), Currency.Of(currency));
    }
}
