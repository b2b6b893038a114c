using System.Globalization;
using Ledger.Domain.Chain;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Scorecards;
using Ledger.Host.Replay;
using NodaTime;
using Spectre.Console;

namespace Ledger.Host.Chains;

/// <summary>Chains as tables that people read.</summary>
internal static class ChainTable
{
    /// <summary>Writes the legs, then the parties with their links and licences, then what is to be looked at.</summary>
    public static void Write(IAnsiConsole console, ChainAnswer answer)
    {
        foreach (var chain in answer.Chains ?? [])
        {
            Write(console, chain);
        }

        if (answer.Recruiter is { } recruiter)
        {
            Write(console, recruiter);
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"As of {answer.AsOf:uuuu-MM-dd}, as known at {answer.KnownAt:uuuu-MM-dd'T'HH:mm:ss'Z'}, rules {answer.Rules}."));
    }

    private static void Write(IAnsiConsole console, RecruitmentChain chain)
    {
        console.Write(new Rule(Markup.Escape($"Who was paid by {chain.Worker}, {(chain.Placement is { } placement ? $"placement {placement}" : "no placement on record")}")).LeftJustified());
        Legs(console, chain.Legs.Select(leg => (leg.From, leg.To, leg.Kind, leg.Class, leg.Amount, leg.First, "")));
        Sums(console, chain.Paid);
        Parties(console, chain.Parties);
        foreach (var remark in chain.Remarks)
        {
            console.WriteLine($"{remark.Code}: {Told.Word(remark.Verdict)}");
            Indented(console, remark.Explanation);
            foreach (var rule in remark.Rules)
            {
                Indented(console, $"Rule {rule.Rule} says {Told.Word(rule.Says)}: {rule.Why}.");
            }

            Indented(console, $"Rests on {string.Join(", ", remark.Because)}.");
        }

        Missing(console, chain.Missing);
    }

    private static void Write(IAnsiConsole console, RecruiterChain chain)
    {
        console.Write(new Rule(Markup.Escape($"Who was paid by the workers of {string.Join(", ", chain.Ids)}")).LeftJustified());
        if (chain.Workers is not { } workers)
        {
            console.WriteLine($"Fewer than {Scorecard.SmallestGroup} workers: their figures are not shown, so that nobody can be told from them.");
            return;
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{workers:N0} workers in {chain.Placements:N0} placements{(chain.WorkersBeyond > 0 ? $"; {chain.WorkersBeyond:N0} more workers are not in these sums" : "")}."));
        Legs(console, chain.Legs.Select(leg => (leg.From ?? "the workers", leg.To ?? "the workers", leg.Kind, leg.Class, leg.Amount, leg.First, leg.Workers?.ToString("N0", CultureInfo.InvariantCulture) ?? "")));
        Sums(console, chain.Paid);
        Parties(console, chain.Parties);
        foreach (var remark in chain.Remarks)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{remark.Code}: {remark.Party}, {remark.Workers:N0} workers in {remark.Placements:N0} placements, {remark.First:uuuu-MM-dd} to {remark.Last:uuuu-MM-dd}"));
            Indented(console, string.Join("; ", remark.Amounts.Select(amount => $"{amount.Name} {Range(amount.Amount)}")));
            if (remark.ToLookAt.Count > 0)
            {
                Indented(console, $"See ledger chain --worker {string.Join(", ", remark.ToLookAt)}{(remark.Workers > remark.ToLookAt.Count ? " and others" : "")}.");
            }
        }

        foreach (var (code, placements) in chain.Untold)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code}: cannot be said in {placements:N0} placements, something is missing there"));
        }

        if (chain.Withheld + chain.LegsBeyond > 0)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{chain.Withheld + chain.LegsBeyond:N0} rows are not shown."));
        }

        Missing(console, chain.Missing);
    }

    private static void Legs(IAnsiConsole console, IEnumerable<(string From, string To, LegKind Kind, FeeClass? Class, Measure Amount, LocalDate First, string Workers)> legs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("From", "To", "Why", "Amount", "First", "Workers");
        foreach (var leg in legs)
        {
            table.AddRow(
                Markup.Escape(leg.From), Markup.Escape(leg.To), leg.Class is { } ofClass ? $"{Told.Word(leg.Kind)}, {Told.Word(ofClass)}" : Told.Word(leg.Kind),
                Range(leg.Amount), Day(leg.First), leg.Workers);
        }

        console.Write(table);
    }

    private static void Sums(IAnsiConsole console, IReadOnlyList<Measure> paid) =>
        console.WriteLine(paid.Count == 0 ? "Nobody tells of anything that the worker paid." : $"Paid by the worker's side: {string.Join(" and ", paid.Select(Range))}.");

    private static void Parties(IAnsiConsole console, IReadOnlyList<ChainParty> parties)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Party", "Part", "Licence", "Who stands over it");
        foreach (var party in parties)
        {
            table.AddRow(Markup.Escape(party.Party), string.Join(", ", party.Parts.Select(Told.Word)), Markup.Escape(party.Recruits || party.Licence.Licence is not null ? Licence(party.Licence) : ""), Markup.Escape(string.Join("; ", party.Controllers.Select(Over))));
        }

        console.Write(table);
    }

    private static string Licence(LicenceOnDay licence) =>
        $"{Told.Word(licence.Status).Replace('-', ' ')} on {Day(licence.On)}{(licence.Licence is { } told ? $" ({told.Number}, {Day(told.From)} to {Day(told.To)})" : "")}";

    private static string Over(Controller controller) => $"{controller.Party} over {controller.Over} ({string.Join(", ", controller.Told.Select(told => $"{Told.Word(told.Kind)} by {told.By}"))})";

    private static void Missing(IAnsiConsole console, IReadOnlyList<string> missing)
    {
        foreach (var one in missing)
        {
            Indented(console, $"Missing: {one}.");
        }
    }

    private static void Indented(IAnsiConsole console, string sentence) => console.Write(new Padder(new Text(sentence), new Padding(4, 0, 0, 0)));

    private static string Range(Measure sum) => sum.Documented == sum.Claimed
        ? string.Create(CultureInfo.InvariantCulture, $"{sum.Claimed:N2} {sum.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{sum.Documented:N2} to {sum.Claimed:N2} {sum.Currency}");

    private static string Day(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
