using System.Globalization;
using Ledger.Domain.Indicators;
using Spectre.Console;

namespace Ledger.Host.Flags;

/// <summary>Findings as a table that people read.</summary>
internal static class FlagsTable
{
    /// <summary>Writes the findings of one verdict, the gravest and newest first.</summary>
    public static void Write(IAnsiConsole console, FlagsAnswer answer, Verdict verdict, int rows)
    {
        var shown = answer.Findings.Where(finding => finding.Verdict == verdict)
            .OrderByDescending(finding => finding.Severity).ThenByDescending(finding => finding.Since)
            .ThenBy(finding => finding.About, StringComparer.Ordinal).ThenBy(finding => finding.Indicator, StringComparer.Ordinal).ToList();
        var table = new Table().Border(TableBorder.Simple).AddColumns("About", "Indicator", "Severity", "Figure", "Since", "Strength");
        foreach (var finding in shown.Take(rows))
        {
            table.AddRow(
                Markup.Escape(finding.About),
                finding.Indicator,
                finding.Severity switch { Severity.Red => "[red]red[/]", Severity.Amber => "[yellow]amber[/]", _ => verdict.ToString().ToLowerInvariant() },
                Markup.Escape(Figure(finding)),
                finding.Since?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "",
                finding.Strength?.ToString().ToLowerInvariant() ?? "");
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{shown.Count:N0} {verdict.ToString().ToLowerInvariant()}{(shown.Count > rows ? $", the first {rows:N0} shown (--limit for more)" : "")}; "
            + $"as of {answer.AsOf:uuuu-MM-dd}, as known at {answer.KnownAt:uuuu-MM-dd'T'HH:mm:ss'Z'}, rules {answer.Rules}."));
        Summarise(console, answer);
    }

    /// <summary>The figure that matters most, in a few words.</summary>
    public static string Figure(Finding finding)
    {
        var measures = finding.Measures;
        return finding.Verdict == Verdict.Insufficient ? string.Join("; ", finding.Missing) : finding.Indicator switch
        {
            WorkerPaidFee.Code when measures.TryGetValue("workerPaid", out var paid) => $"{Range(paid)}{Months(measures, "rciActual", "rciPromised")}",
            DebtOutgrowsWages.Code when measures.TryGetValue("debt", out var debt) =>
                $"{Range(debt)}, {(measures["monthsOwed"].Claimed is { } owed ? $"{owed:N2} months owed" : "no wage to pay it from")}",
            FeeOverLegalCap.Code when measures.TryGetValue("excess", out var excess) =>
                $"{Range(excess)} over{(measures.TryGetValue("multipleOfCap", out var times) ? string.Create(CultureInfo.InvariantCulture, $", {times.Claimed:N2} times the cap") : "")}",
            FeeRecoveredFromWages.Code when measures.TryGetValue("counted", out var recovered) => $"{Range(recovered)} cut from wages",
            FeeUnrepaid.Code when measures.TryGetValue("residual", out var residual) => $"{Range(residual)} open",
            DebtNegativeAmortisation.Code when measures.TryGetValue("interestAccrued", out var accrued) => $"{Range(accrued)} of interest in the last pay round, {Range(measures["credited"])} credited",
            DebtServiceRatio.Code when measures.TryGetValue("serviceRatio", out var service) =>
                service.Claimed is { } part ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:N1} % of the net wage") : "no wage to pay it from",
            DebtBeyondContract.Code => measures.TryGetValue("monthsToClear", out var clears) && clears.Claimed is { } toClear
                ? string.Create(CultureInfo.InvariantCulture, $"{toClear:N1} months to clear, {measures.GetValueOrDefault("contractMonthsLeft")?.Value ?? 0:N1} left of the contract")
                : "no pace clears it",
            DebtRateOverLaw.Code when measures.TryGetValue("statedAnnualRate", out var stated) || measures.TryGetValue("annualRate", out stated) =>
                string.Create(CultureInfo.InvariantCulture, $"{stated.Claimed * 100:N1} % a year, {measures.GetValueOrDefault("legalAnnualRate")?.Value * 100:N1} % by law"),
            DebtValueNotApplied.Code when measures.TryGetValue("withheldValue", out var withheld) => $"{Range(withheld)} of work's value",
            DebtUndefinedTerms.Code => finding.Explanation.Split(';')[0].TrimEnd('.'),
            DebtCarriedOver.Code when measures.TryGetValue("openDebt", out var open) => $"{Range(open)} open at the next charge",
            ExitAfterRecovery.Code or PairTurnover.Code when measures.TryGetValue("earlyEnds", out var ends) => string.Create(CultureInfo.InvariantCulture,
                $"{ends.Value:N0} early ends of {measures["placements"].Value:N0} placements, {measures["expectedEarlyEnds"].Value:N1} expected, q {(measures["qValue"].Value < 0.0001m ? "below 0.0001" : $"{measures["qValue"].Value:0.0000}")}"),
            Kickback.Code => measures.TryGetValue("perHead", out var head) ? $"{Range(head)} a head" : "heads not told",
            RepeatFee.Code when measures.TryGetValue("monthsBetweenFees", out var between) =>
                string.Create(CultureInfo.InvariantCulture, $"{measures["placementsWithFee"].Value:N0} placements, {between.Value:N1} months apart"),
            BackdatedBeforeAudit.Code when measures.TryGetValue("lateFacts", out var late) => string.Create(CultureInfo.InvariantCulture, $"{late.Value:N0} facts recorded late"),
            CertifiedYetCharging.Code when measures.TryGetValue("workerPaid", out var borne) => $"{Range(borne)} while certified",
            CleanAuditContradicted.Code => string.Join(", ", measures.Values.Select(Range)),
            ContractSubstitution.Code => measures.TryGetValue("wageShortfall", out var cut) ? $"{Range(cut)} a month less" : "longer hours, or signed after arrival",
            ReceiptMismatch.Code when measures.TryGetValue("excess", out var beyond) => $"{Range(beyond)} beyond the receipt",
            UndeclaredAgent.Code => measures.TryGetValue("workerPaid", out var collected) ? $"{Range(collected)} to parties left out" : "a party left out",
            WageMismatch.Code when measures.TryGetValue("wageShortfall", out var shortfall) => $"{Range(shortfall)} below the declared wage",
            ReprisalAfterComplaint.Code when measures.TryGetValue("daysAfterComplaint", out var days) => string.Create(CultureInfo.InvariantCulture, $"{days.Value:N0} days after a complaint"),
            _ => "",
        };
    }

    private static string Months(SortedDictionary<string, Measure> measures, params string[] names) =>
        names.Select(name => measures.GetValueOrDefault(name)?.Claimed).OfType<decimal>().Select(months => string.Create(CultureInfo.InvariantCulture, $", {months:N2} months of wage")).FirstOrDefault("");

    private static string Range(Measure money) => money.Documented == money.Claimed
        ? string.Create(CultureInfo.InvariantCulture, $"{money.Claimed:N2} {money.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{money.Documented:N2} to {money.Claimed:N2} {money.Currency}");

    private static void Summarise(IAnsiConsole console, FlagsAnswer answer)
    {
        foreach (var indicator in answer.Findings.GroupBy(finding => finding.Indicator, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {indicator.Key,-31} {indicator.Count(finding => finding.IsPresent),7:N0} present, {indicator.Count(finding => finding.Verdict == Verdict.Absent),7:N0} absent, "
                + $"{indicator.Count(finding => finding.Verdict == Verdict.Insufficient),7:N0} insufficient"));
        }
    }
}
