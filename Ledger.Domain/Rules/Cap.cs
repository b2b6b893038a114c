using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>What a limit comes to for one placement on one day: exactly, or between the least and the most it can be while something is missing.</summary>
/// <remarks>
/// A cap that is a multiple of a wage has two ends, as every ratio has: the documented count stands against the greatest wage any
/// credible party asserts, the claimed count against the wage by the worker's account.
/// </remarks>
/// <param name="Documented">The least it can be, against the documented count.</param>
/// <param name="Claimed">The least it can be, against the claimed count.</param>
/// <param name="MostDocumented">The most it can be, against the documented count.</param>
/// <param name="MostClaimed">The most it can be, against the claimed count.</param>
/// <param name="Currency">The currency; null for zero and for what is not known at all.</param>
/// <param name="Missing">What is missing, where least and most differ.</param>
public readonly record struct Cap(decimal Documented, decimal Claimed, decimal MostDocumented, decimal MostClaimed, Currency? Currency, string? Missing)
{
    /// <summary>More than any amount can be.</summary>
    private const decimal Boundless = decimal.MaxValue;

    /// <summary>Nothing may be charged.</summary>
    public static Cap Zero { get; } = new(0, 0, 0, 0, null, null);

    /// <summary>Whether the cap is known exactly.</summary>
    public bool IsExact => Missing is null;

    /// <summary>What a rule with this cap says of a claimed count in the cap's currency.</summary>
    public RuleSays Says(Rule rule, decimal claimed) =>
        claimed > MostClaimed ? (rule.Doubt is null ? RuleSays.Breach : RuleSays.Doubtful)
        : claimed > Claimed ? RuleSays.Insufficient
        : RuleSays.Within;

    /// <summary>A cap with one amount on both ends.</summary>
    internal static Cap Of(decimal amount, Currency currency) => new(amount, amount, amount, amount, currency, null);

    /// <summary>A cap of which nothing is known.</summary>
    internal static Cap Unknown(string missing) => new(0, 0, Boundless, Boundless, null, missing);

    /// <summary>The cap that a limit sets.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="where">The worker and the placement.</param>
    /// <param name="basis">What it is reckoned from.</param>
    /// <param name="on">The day up to which charges are counted.</param>
    public static Cap Of(FeeLimit limit, Situation where, CapBasis basis, LocalDate on)
    {
        var cap = General(limit, where, basis, on);
        for (var index = limit.Variants.Length - 1; index >= 0; index--)
        {
            var variant = limit.Variants[index];
            var fits = Fits(variant, where);
            cap = fits == true ? Of(variant.Limit, where, basis, on)
                : fits is null ? cap.Or(Of(variant.Limit, where, basis, on), variant.Sex is null ? "the occupation is not recorded" : "the worker's sex is not recorded")
                : cap;
        }

        return cap;
    }

    /// <summary>The cap that is one of two, where it cannot be told which.</summary>
    internal Cap Or(Cap other, string missing)
    {
        if (Currency is { } one && other.Currency is { } two && one != two)
        {
            return Unknown(missing);
        }

        return new Cap(
            Math.Min(Documented, other.Documented), Math.Min(Claimed, other.Claimed),
            Math.Max(MostDocumented, other.MostDocumented), Math.Max(MostClaimed, other.MostClaimed), Currency ?? other.Currency, missing);
    }

    private static bool? Fits(LimitVariant variant, Situation where)
    {
        bool? sex = variant.Sex is null ? true : where.Sex is null ? null : variant.Sex == where.Sex;
        bool? trade = variant.Trades == Trades.None ? true : where.Trades is not { } told ? null : (variant.Trades & told) != Trades.None;
        return sex == false || trade == false ? false : sex is null || trade is null ? null : true;
    }

    private static Cap General(FeeLimit limit, Situation where, CapBasis basis, LocalDate on) => limit switch
    {
        ZeroFee => Zero,
        FixedFee fee => Of(fee.Amount, fee.Currency),
        MonthlyWages wages => OfWages(wages, basis),
        DailyWages wages => OfWage(basis.Wage(wages.Wage), wages.Days / Months.DaysPerMonth, wages.Wage),
        FirstWageShare share => OfFirstWage(share, basis, on),
        ServiceSchedule schedule => OfSchedule(schedule, basis, on),
        LeastOf least => Least(least, where, basis, on),
        _ => throw new ArgumentException($"A {limit.GetType().Name} sets no cap.", nameof(limit)),
    };

    private static Cap OfWage(CapWage? wage, decimal multiple, WageBasis kind) => wage is null
        ? Unknown(kind == WageBasis.Contract ? "no promised or signed contract is recorded" : "no wage is recorded")
        : new Cap(
            multiple * wage.Monthly.Greatest, multiple * wage.Monthly.Workers, multiple * wage.Monthly.Greatest, multiple * wage.Monthly.Workers, wage.Currency, null);

    private static Cap OfWages(MonthlyWages wages, CapBasis basis)
    {
        if (!wages.IsPerContractYear)
        {
            return OfWage(basis.Wage(wages.Wage), wages.Multiple, wages.Wage);
        }

        if (basis.ContractYears is { } years)
        {
            return OfWage(basis.Wage(wages.Wage), Math.Min(wages.Multiple * years, wages.GreatestMultiple ?? Boundless), wages.Wage);
        }

        const string missing = "the term of the contract is not recorded";
        var least = OfWage(basis.Wage(wages.Wage), wages.Multiple, wages.Wage);
        return !least.IsExact ? least
            : wages.GreatestMultiple is not { } greatest ? least with { MostDocumented = Boundless, MostClaimed = Boundless, Missing = missing }
            : least.Or(OfWage(basis.Wage(wages.Wage), greatest, wages.Wage), missing);
    }

    private static Cap OfFirstWage(FirstWageShare share, CapBasis basis, LocalDate on) =>
        basis.FirstPaidOn is not { } paidOn ? Unknown("no wage is recorded")
        : on < paidOn ? Zero
        : OfWage(basis.FirstMonth, share.Share, WageBasis.FirstMonth);

    private static Cap OfSchedule(ServiceSchedule schedule, CapBasis basis, LocalDate on)
    {
        if (basis.ServiceFrom is not { } from)
        {
            return Unknown("neither arrival nor contract is recorded");
        }

        var until = basis.ServiceTo is { } end && end < on ? end : on;
        var months = until < from ? 0 : (Months.Days(from, until) / Months.DaysPerMonth) + 1;
        var sum = 0m;
        for (var year = 0; year < schedule.Monthly.Length; year++)
        {
            var isLast = year == schedule.Monthly.Length - 1;
            sum += schedule.Monthly[year] * Math.Clamp(months - (year * 12), 0, isLast ? int.MaxValue : 12);
        }

        return Of(sum, schedule.Currency);
    }

    private static Cap Least(LeastOf least, Situation where, CapBasis basis, LocalDate on)
    {
        var caps = least.Limits.Select(limit => Of(limit, where, basis, on)).ToList();
        if (caps.Exists(cap => cap is { IsExact: true, MostClaimed: 0, MostDocumented: 0 }))
        {
            return Zero;
        }

        var currency = caps.Find(cap => cap.Currency is not null).Currency;
        if (currency is null)
        {
            return caps[0];
        }

        var converted = caps.ConvertAll(cap => In(cap, currency.Value, basis, on));
        return new Cap(
            converted.Min(cap => cap.Documented), converted.Min(cap => cap.Claimed), converted.Min(cap => cap.MostDocumented), converted.Min(cap => cap.MostClaimed),
            currency, converted.Select(cap => cap.Missing).FirstOrDefault(missing => missing is not null));
    }

    private static Cap In(Cap cap, Currency currency, CapBasis basis, LocalDate on) =>
        cap.Currency is not { } from || from == currency ? cap
        : basis.Rates.Find(from, currency, on) is not { } found ? Unknown(Rates.ExchangeRates.Missing(from, currency, on))
        : new Cap(cap.Documented * found.Rate, cap.Claimed * found.Rate, Times(cap.MostDocumented, found.Rate), Times(cap.MostClaimed, found.Rate), currency, cap.Missing);

    private static decimal Times(decimal amount, decimal rate) => amount == Boundless ? Boundless : amount * rate;
}
