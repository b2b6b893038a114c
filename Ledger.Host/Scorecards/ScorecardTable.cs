using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Scorecards;
using Ledger.Host.Replay;
using Spectre.Console;

namespace Ledger.Host.Scorecards;

/// <summary>A scorecard as a table that people read.</summary>
internal static class ScorecardTable
{
    /// <summary>Writes the figures, then what oversight and workers say beside them.</summary>
    public static void Write(IAnsiConsole console, ScorecardAnswer answer)
    {
        var whose = string.Join(", ", new[] { ("recruiter", answer.Recruiter), ("employer", answer.Employer), ("corridor", answer.Corridor) }.Where(named => named.Item2 is not null).Select(named => $"{named.Item1} {named.Item2}"));
        console.Write(new Rule(Markup.Escape($"Scorecard of {whose}{Period(answer)}")).LeftJustified());
        if (answer.Figures.IsWithheld)
        {
            console.WriteLine($"Fewer than {Scorecard.SmallestGroup} workers: their figures are not shown, so that nobody can be told from them.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("what", "figure");
        foreach (var (what, figure) in Rows(answer.Figures).Concat(Beside(answer)))
        {
            table.AddRow(Markup.Escape(what), Markup.Escape(figure));
        }

        console.Write(table);
        WriteYears(console, answer.Figures);
    }

    private static string Period(ScorecardAnswer answer) => (answer.From, answer.To) switch
    {
        (null, null) => "",
        ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $", from {from:uuuu-MM-dd}"),
        (null, { } to) => string.Create(CultureInfo.InvariantCulture, $", up to {to:uuuu-MM-dd}"),
        ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $", {from:uuuu-MM-dd} to {to:uuuu-MM-dd}"),
    };

    private static IEnumerable<(string What, string Figure)> Rows(Scorecard figures)
    {
        yield return ("workers placed", $"{figures.Workers:N0} in {figures.Placements:N0} placements");
        yield return ("charged", $"{Share(figures.Charged, figures.Placements)}; not charged {figures.NotCharged:N0}, nobody tells {figures.Untold:N0}");
        foreach (var (currency, sums) in figures.Fees)
        {
            yield return ($"fees, {currency}", $"charged {Range(sums.Charged)}, paid back {Range(sums.Repaid)}, still borne {Range(sums.Borne)}");
        }

        yield return ("paid back in full", Share(figures.PaidBackInFull, figures.Charged));
        yield return ("ended early", Share(figures.EndedEarly, figures.Placements));
        foreach (var (currency, median) in figures.MedianCharged)
        {
            yield return ($"middle charge, {currency}", string.Create(CultureInfo.InvariantCulture, $"{median.Median:N2}, of {median.Placements:N0} placements"));
        }

        if (figures.Receipts > 0)
        {
            yield return ("receipts at exactly a legal cap", Share(figures.ReceiptsAtCap, figures.Receipts));
        }

        if (figures.Cost is { } cost)
        {
            yield return ("cost, mean of workers' ratios", $"{Range(cost.MeanOfRatios)} months of earnings, of {cost.Placements:N0} placements that tell both");
            foreach (var (currency, ratio) in cost.RatioOfTotals)
            {
                yield return ($"cost, ratio of totals, {currency}", $"{Range(ratio)} months of earnings");
            }

            yield return ("cost, spread", $"{string.Join(" - ", cost.Quartiles.Select(quartile => quartile.ToString("N2", CultureInfo.InvariantCulture)))} months (quartiles, claimed)");
        }

        foreach (var (indicator, present) in figures.Present)
        {
            yield return (indicator, $"present for {Share(present, figures.Placements)}, red for {figures.Red.GetValueOrDefault(indicator):N0}");
        }

        yield return ("complete records", $"{Share(figures.Complete, figures.Placements)}{string.Concat(figures.Missing.Select(missing => $"; {missing.Value:N0} lack {Told.Word(missing.Key).Replace('-', ' ')}"))}");
        yield return ("facts by grade", string.Join(", ", figures.Grades.Select(grade => $"{grade.Key} {grade.Value:N0}")));
    }

    private static IEnumerable<(string What, string Figure)> Beside(ScorecardAnswer answer)
    {
        if (answer.Peers is { } peers)
        {
            yield return ("other recruiters of the corridors", $"receipts at exactly a legal cap {Share(peers.AtCap, peers.Receipts)}{(peers.Charge is { } charge
                ? string.Create(CultureInfo.InvariantCulture, $"; middle charge {charge.Median:N2} {peers.Currency}, of {charge.Placements:N0} placements") : "")}");
        }

        if (answer.Ratings is { } ratings)
        {
            yield return ("workers' ratings", string.Create(CultureInfo.InvariantCulture, $"{ratings.Mean:N2} of 5, from {ratings.Count:N0} workers"));
        }

        foreach (var certificate in answer.Certificates)
        {
            yield return ($"certified by {certificate.Scheme}", string.Create(CultureInfo.InvariantCulture,
                $"{certificate.From:uuuu-MM-dd} to {certificate.To?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "now"}{(certificate.IsWithdrawn ? ", withdrawn" : "")}: workers charged in {Share(certificate.Charged, certificate.Placements)} placements of that time"));
        }

        foreach (var audit in answer.Audits)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"audit of {audit.On:uuuu-MM-dd}"),
                $"{(audit.Outcome is { } outcome ? Told.Word(outcome) : "outcome not told")}{(audit.Announced ? ", announced" : "")}: workers charged in {Share(audit.Charged, audit.Placements)} placements of the year before");
        }
    }

    private static void WriteYears(IAnsiConsole console, Scorecard figures)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Year", "Workers", "Placements", "Charged", "Paid back in full", "Ended early", "Months of earnings");
        foreach (var year in figures.Years)
        {
            table.AddRow(
                year.Year.ToString(CultureInfo.InvariantCulture),
                year.Workers?.ToString("N0", CultureInfo.InvariantCulture) ?? $"fewer than {Scorecard.SmallestGroup}",
                year.Workers is null ? "" : year.Placements.ToString("N0", CultureInfo.InvariantCulture),
                year.Workers is null ? "" : Share(year.Charged, year.Placements),
                year.Workers is null ? "" : Share(year.PaidBackInFull, year.Charged),
                year.Workers is null ? "" : Share(year.EndedEarly, year.Placements),
                year.MeanOfRatios is { } mean ? Range(mean) : "");
        }

        console.Write(table);
    }

    private static string Share(int? part, int? whole) => part is { } some && whole is { } all ? Share(some, all) : $"fewer than {Scorecard.SmallestGroup}";

    private static string Share(int part, int whole) => whole == 0 ? "0 of 0" : string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {whole:N0} ({100m * part / whole:N1} %)");

    /// <summary>Both ends of a sum or a ratio.</summary>
    public static string Range(Reading reading) => reading.Documented == reading.Claimed
        ? reading.Claimed.ToString("N2", CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{reading.Documented:N2} to {reading.Claimed:N2}");
}
