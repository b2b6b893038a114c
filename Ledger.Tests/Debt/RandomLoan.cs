using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Debt;

/// <summary>A loan drawn from a seed: parts, payments, charges, forgiveness, changes of terms and of the order of application.</summary>
internal sealed class RandomLoan
{
    /// <summary>The first seed of all; a failure names its own, which draws the same loan again.</summary>
    public const int FirstSeed = 20_261_124;

    public RandomLoan(int seed)
    {
        var random = new Random(seed);
        Seed = seed;
        Lent = new LocalDate(2015, 1, 1).PlusDays(random.Next(1_500));
        Movements.Add(new Movement(Lent, FlowKind.Disbursed, Amount(random, 200_000)));
        Terms.Add(new Terms(Lent, Rate(random)));
        for (var count = random.Next(12); count > 0; count--)
        {
            Movements.Add(Movement(random, Lent.PlusDays(random.Next(1_000))));
        }

        if (random.Next(3) == 0)
        {
            Terms.Add(new Terms(Lent.PlusDays(random.Next(1, 700)), Rate(random)));
        }

        if (random.Next(3) == 0)
        {
            Orders.Add(new PaymentOrder(Lent.PlusDays(random.Next(400)), PaymentOrder.Of([.. Enum.GetValues<LoanPart>().OrderBy(_ => random.Next())])));
        }
    }

    public int Seed { get; }

    public LocalDate Lent { get; }

    public List<Movement> Movements { get; } = [];

    public List<Terms> Terms { get; } = [];

    public List<PaymentOrder> Orders { get; } = [];

    public LoanCourse Course(Func<Movement, Movement>? change = null) => new(Movements.Select(change ?? (movement => movement)), Terms, Orders, Lent);

    public LoanCourse With(Movement more) => new(Movements.Append(more), Terms, Orders, Lent);

    public LoanCourse Dearer(decimal rate) =>
        new(Movements, [.. Terms.Select(term => term with { Rate = term.Rate with { Value = term.Rate.Value + rate } })], Orders, Lent);

    /// <summary>Days that matter, and others between and after them.</summary>
    public IEnumerable<LocalDate> Days() =>
        Movements.Select(movement => movement.On).Concat(Terms.Select(term => term.From)).Concat(Enumerable.Range(0, 12).Select(count => Lent.PlusDays(count * 97)));

    public static IEnumerable<RandomLoan> Drawn(int count) => Enumerable.Range(FirstSeed, count).Select(seed => new RandomLoan(seed));

    private static decimal Amount(Random random, int most) => random.Next(1, most * 100) / 100m;

    private static Movement Movement(Random random, LocalDate on) => random.Next(10) switch
    {
        0 => new Movement(on, FlowKind.Disbursed, Amount(random, 50_000)),
        1 => new Movement(on, FlowKind.Charged, Amount(random, 5_000)),
        2 => new Movement(on, FlowKind.InterestCharged, Amount(random, 30_000)),
        3 => new Movement(on, FlowKind.Forgiven, Amount(random, 20_000)),
        _ => new Movement(on, FlowKind.Repaid, Amount(random, 60_000)),
    };

    private static InterestRate Rate(Random random)
    {
        var per = random.Next(2) == 0 ? RatePeriod.Month : RatePeriod.Year;
        var value = random.Next(0, 600) / (per == RatePeriod.Month ? 12_000m : 1_000m);
        var days = random.Next(2) == 0 ? (DayCount?)null : (DayCount)random.Next(3);
        return random.Next(2) == 0
            ? new InterestRate(value, per, InterestMethod.Simple, null, days)
            : new InterestRate(value, per, InterestMethod.Compound, random.Next(2) == 0 ? null : (CompoundingPeriod)random.Next(4), days);
    }
}
