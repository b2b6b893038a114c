using System.Globalization;
using System.Text.Json;

namespace Ledger.Domain.Rules;

/// <summary>What is typed of a rule, in words.</summary>
public static class RuleWords
{
    /// <summary>From 2015-07-06, or from a day not known to 2015-07-05.</summary>
    public static string Interval(Rule rule) => (rule.From, rule.To) switch
    {
        (null, null) => "first day not known",
        ({ } from, null) => $"from {Day(from)}{Precision(rule)}",
        (null, { } to) => $"first day not known, to {Day(to)}",
        ({ } from, { } to) => $"{Day(from)}{Precision(rule)} to {Day(to)}",
    };

    /// <summary>Whom and what a rule reaches.</summary>
    public static string Scope(Rule rule)
    {
        var scope = rule.Scope!;
        string[] parts =
        [
            List("workers from ", scope.Origins), List("jobs in ", !scope.Provinces.IsEmpty ? scope.Provinces : scope.Destinations),
            scope.Sex is { } sex ? (sex == Facts.Sex.Female ? "women" : "men") : "",
            scope.Trades == Trades.None ? "" : $"work: {RuleReach.Names(scope.Trades)}", scope.NotTrades == Trades.None ? "" : $"all work but {RuleReach.Names(scope.NotTrades)}",
            List("under ", scope.Schemes), scope.Programme is { } programme ? $"where the scheme names {programme}" : "",
            rule.Limit is FeeLimit or RefundLimit or RecordsLimit ? $"binds {RuleReach.Who(rule)}" : "",
            scope.Counts.IsAll ? "" : Classes(scope.Counts), scope.Basis switch { FeeBasis.AllIn => "all-in", FeeBasis.Service => "service fee only", _ => "" },
            scope.OnlyCuts ? "cuts from wages only" : "", scope.Condition is { } condition ? $"but {condition}" : "",
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    /// <summary>What a limit allows.</summary>
    public static string Limit(Limit limit) => limit switch
    {
        FeeLimit fee => Fee(fee)
            + (fee.IsZeroWhereDestinationForbids ? "; nothing where the destination forbids fees" : "")
            + string.Concat(fee.Variants.Select(variant => $"; for {(variant.Sex is { } sex ? (sex == Facts.Sex.Female ? "women" : "men") : RuleReach.Names(variant.Trades))} {Limit(variant.Limit)}")),
        DeductionLimit deduction => Deduction(deduction),
        InterestLimit interest => Interest(interest),
        RefundLimit refund => Refund(refund),
        RecordsLimit records => string.Join(", ", Records(records)),
        _ => throw new ArgumentException($"A {limit.GetType().Name} has no words.", nameof(limit)),
    };

    private static string Fee(FeeLimit limit) => limit switch
    {
        ZeroFee => "nothing",
        FixedFee fee => $"{Number(fee.Amount)} {fee.Currency}",
        MonthlyWages wages => $"{Number(wages.Multiple)} monthly wage{(wages.Multiple == 1 ? "" : "s")} ({Word(wages.Wage)})"
            + (wages.IsPerContractYear ? " for each contract year begun" : "") + (wages.GreatestMultiple is { } most ? $", {Number(most)} in all" : ""),
        DailyWages wages => $"{Number(wages.Days)} daily wages ({Word(wages.Wage)})",
        FirstWageShare share => $"{Percent(share.Share)} of the first month's wage, after it is paid",
        ServiceSchedule schedule => $"{string.Join(", ", schedule.Monthly.Select(Number))} {schedule.Currency} a month by year of service",
        LeastOf least => "the least of " + string.Join(" and ", least.Limits.Select(Limit)),
        _ => throw new ArgumentException($"A {limit.GetType().Name} has no words.", nameof(limit)),
    };

    private static string Deduction(DeductionLimit limit) => string.Join("; ",
        ((string[])
        [
            limit.Overall is { } overall ? $"all deductions {Bound(limit)} {Percent(overall)} of the wage" : "",
            .. limit.Parts.Select(part => $"{Word(part.For)} {Bound(limit)} {Percent(part.Share)}"),
            limit.Outside.IsEmpty ? "" : $"outside: {string.Join(", ", limit.Outside.Select(Word))}",
            limit.EmployerLoanPerYear is { } rate ? $"employers' loans at {Percent(rate)} a year" : "",
        ]).Where(part => part.Length > 0));

    private static string Bound(DeductionLimit limit) => limit.IsBelow ? "below" : "to";

    private static string Interest(InterestLimit limit) => string.Join("; ",
        ((string[])
        [
            limit.IsForbidden ? "no such loan" : "",
            limit.PerYear is { } year ? $"{Percent(year)} a year{(limit.IsEffective ? ", effective" : "")}" : "",
            limit.PerMonth is { } month ? $"{Percent(month)} a month" : "",
            limit.SecuredPerYear is { } secured ? $"{Percent(secured)} a year where secured" : "",
            limit.PresumptionPerYear is { } presumed ? $"presumed extortionate above {Percent(presumed)} a year" : "",
            limit.LatePerMonth is { } late ? $"{Percent(late)} a month on what is overdue" : "",
            limit.LateFeePerMonth is { } fee ? $"late fee {fee} a month" : "",
            limit.FeeOfPrincipal is { } part ? $"fee {Percent(part)} of the principal" : "",
            limit.TotalOfPrincipal is { } total ? $"{(limit.ChargesCount ? "interest and charges" : "interest")} no more than {Number(total)} times the principal" : "",
            limit.IsSimpleOnly ? "simple interest only" : "",
            limit.Lenders == LenderKind.Any ? "" : $"{Word(limit.Lenders)} lenders",
        ]).Where(part => part.Length > 0));

    private static string Refund(RefundLimit limit) =>
        (limit.IsProRata ? "the unserved part of the fee" : limit.Share == 1 ? "the whole fee" : $"at least {Percent(limit.Share!.Value)} of the fee")
        + (limit.When == RefundOccasion.Found ? " repaid" : " repaid at an early end")
        + (limit.WithinMonths is { } months ? $" within {months} months" : "") + (limit.NotByWorker ? " not brought about by the worker" : "")
        + (limit.WithinDays is { } days ? $", within {days} days" : "");

    private static IEnumerable<string> Records(RecordsLimit limit)
    {
        if (limit.NeedsReceipt)
        {
            yield return limit.IsItemised ? "an itemised receipt" : "a receipt";
        }

        if (!limit.AllowsCash)
        {
            yield return "no cash";
        }

        if (limit.MustKeep)
        {
            yield return "records kept";
        }
    }

    private static string Classes(FeeClasses counts)
    {
        var (counted, others) = (counts.Listed().Select(Word).ToList(), counts.Others().Listed().Select(Word).ToList());
        return counted.Count <= others.Count ? $"counts {string.Join(", ", counted)}" : $"counts all but {string.Join(", ", others)}";
    }

    private static string Precision(Rule rule) => rule.DatePrecision switch
    {
        DatePrecision.Month => " (by month)",
        DatePrecision.Year => " (by year)",
        _ => "",
    };

    private static string List(string before, IReadOnlyList<string> places) => places.Count == 0 ? "" : before + string.Join(", ", places);

    private static string Day(NodaTime.LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Percent(decimal share) => Number(share * 100) + " %";

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
