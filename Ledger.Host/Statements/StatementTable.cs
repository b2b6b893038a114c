using System.Globalization;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Statements;
using Ledger.Host.Replay;
using Ledger.Host.Scorecards;
using Spectre.Console;

namespace Ledger.Host.Statements;

/// <summary>A statement as people read it on a terminal.</summary>
internal static class StatementTable
{
    private const int MostRecruiters = 20;

    /// <summary>Writes what it comes to, the figures, and what cannot be said.</summary>
    public static void Write(IAnsiConsole console, StatementAnswer answer)
    {
        var statement = answer.Statement;
        console.Write(new Rule(Markup.Escape($"Statement of employer {answer.Employer}, {Date(answer.From)} to {Date(answer.To)}")).LeftJustified());
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"As of {Date(answer.AsOf)}, as known at {answer.KnownAt:uuuu-MM-dd'T'HH:mm:ss'Z'}."));
        if (answer.OneWith.Count > 0)
        {
            console.WriteLine($"Counted as one with it, by recorded links: {string.Join(", ", answer.OneWith)}.");
        }

        console.WriteLine();
        console.WriteLine(Says(statement));
        if (statement.Says is StatementSays.Withheld or StatementSays.NobodyCovered)
        {
            return;
        }

        WriteFigures(console, statement);
        console.WriteLine("What cannot be said:");
        foreach (var (gap, workers) in statement.Gaps)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"- {Why(gap)}. Workers: {workers:N0}."));
        }

        console.WriteLine("- Of workers whom nobody recorded nothing at all can be said.");
        console.WriteLine("A record is complete when the worker, an authority, an auditor or civil society tells who paid, a contract is recorded, every whole month of work has a wage, and every amount can be added.");
    }

    private static string Says(EmployerStatement statement) => statement.Says switch
    {
        StatementSays.Withheld => $"Fewer than {Scorecard.SmallestGroup} workers: their figures are not shown, so that nobody can be told from them.",
        StatementSays.NobodyCovered => "Nobody is recorded to have been placed there in the period: nothing can be said.",
        StatementSays.ChargesFound => string.Create(CultureInfo.InvariantCulture, $"Charges were found: {statement.Charged:N0} of {statement.Workers:N0} workers covered, by some credible account."),
        StatementSays.NotEstablished => string.Create(CultureInfo.InvariantCulture, $"No charge was found, and it is not established that there was none: incomplete records, {statement.Workers - statement.Complete:N0} of {statement.Workers:N0}."),
        _ => string.Create(CultureInfo.InvariantCulture, $"Fee-free by these records: no worker covered, of {statement.Workers:N0}, was charged, and every record is complete."),
    };

    private static void WriteFigures(IAnsiConsole console, EmployerStatement statement)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("what", "figure");
        table.AddRow("workers covered", string.Create(CultureInfo.InvariantCulture, $"{statement.Workers:N0} in {statement.Placements:N0} placements"));
        table.AddRow("complete records", string.Create(CultureInfo.InvariantCulture, $"{statement.Complete:N0} of {statement.Workers:N0}"));
        table.AddRow("charged", string.Create(CultureInfo.InvariantCulture, $"{statement.Charged:N0} workers, {statement.PaidBackInFull:N0} of them paid back in full"));
        table.AddRow("recruited by", Markup.Escape(string.Join(", ", statement.Recruiters.Take(MostRecruiters)) + (statement.Recruiters.Count > MostRecruiters ? ", …" : "")));
        foreach (var (currency, sums) in statement.Fees)
        {
            table.AddRow($"fees, {currency}", $"charged {ScorecardTable.Range(sums.Charged)}, repaid {ScorecardTable.Range(sums.Repaid)}, outstanding {ScorecardTable.Range(sums.Borne)}");
            foreach (var part in statement.Classes.Where(part => part.Currency == currency))
            {
                table.AddRow($"- {(part.Class is { } named ? Told.Word(named) : "cut from wages, under no class")}", $"{ScorecardTable.Range(part.Charged)}, for {part.Placements.ToString("N0", CultureInfo.InvariantCulture)} placements");
            }
        }

        console.Write(table);
    }

    private static string Why(StatementGap gap) => gap switch
    {
        StatementGap.WhoPaid => "Nobody tells who paid for the recruitment",
        StatementGap.IndependentWord => "Who paid is told by parties of the chain alone, and by nobody independent of it",
        StatementGap.Contract => "No contract is recorded",
        StatementGap.Wages => "Months of work have no wage on record, so a cut from it would not be seen",
        StatementGap.Charge => "Something was paid back that nobody tells to have been charged",
        _ => "An amount could not be added, for want of an exchange rate",
    };

    private static string Date(NodaTime.LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
