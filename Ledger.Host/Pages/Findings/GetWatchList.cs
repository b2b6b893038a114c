using System.Data;
using System.Globalization;
using Ledger.Domain.Indicators;
using Ledger.Host.CommandLine;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Replay;
using Ledger.Projections.Findings;
using Marten;
using MiniExcelLibs;
using Sylvan.Data.Csv;

namespace Ledger.Host.Pages.Findings;

/// <summary>What the watch list is asked for; what is empty leaves nothing out.</summary>
/// <param name="Indicator">Of one indicator.</param>
/// <param name="Show">present, red, amber or insufficient.</param>
/// <param name="Strength">documented or testified.</param>
/// <param name="Corridor">Of one corridor.</param>
/// <param name="Employer">Of one employer.</param>
/// <param name="Recruiter">Of one recruiter.</param>
/// <param name="Since">Present since this day or a later one.</param>
/// <param name="Order">gravest or newest first.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record WatchListAsked(string? Indicator, string? Show, string? Strength, string? Corridor, string? Employer, string? Recruiter, string? Since, string? Order, int? Page)
{
    /// <summary>The same question for another page of its answer, as a query.</summary>
    public string Query(int page) => QueryString.Create(
    [
        .. new (string Name, string? Value)[]
        {
            ("indicator", Indicator), ("show", Show), ("strength", Strength), ("corridor", Corridor), ("employer", Employer), ("recruiter", Recruiter), ("since", Since), ("order", Order),
            ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        }.Where(field => !string.IsNullOrWhiteSpace(field.Value)).Select(field => KeyValuePair.Create(field.Name, field.Value)),
    ]).ToString();

    /// <summary>The filter of the stored list.</summary>
    /// <exception cref="BadUsageException">A field holds what it cannot hold.</exception>
    internal WatchListFilter Filter => new()
    {
        Indicator = FormField.Text(Indicator),
        IsInsufficient = FormField.Text(Show) == "insufficient",
        Severity = FormField.Text(Show) switch
        {
            null or "present" or "insufficient" => null,
            "red" => Severity.Red,
            "amber" => Severity.Amber,
            var other => throw new BadUsageException($"show '{other}' is none of present, red, amber, insufficient."),
        },
        Strength = FormField.Text(Strength) switch
        {
            null => null,
            "documented" => Domain.Indicators.Strength.Documented,
            "testified" => Domain.Indicators.Strength.Testified,
            var other => throw new BadUsageException($"strength '{other}' is neither documented nor testified."),
        },
        Corridor = FormField.Text(Corridor),
        Employer = FormField.Text(Employer),
        Recruiter = FormField.Text(Recruiter),
        Since = Coordinates.Date(FormField.Text(Since), "since"),
    };

    /// <summary>The order of the stored list.</summary>
    internal WatchListOrder By => FormField.Text(Order) == "newest" ? WatchListOrder.NewestFirst : WatchListOrder.GravestFirst;
}

/// <summary>What the page of the watch list shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Page">The page, from 1.</param>
/// <param name="Listed">Its rows, and how many there are.</param>
public sealed record WatchListShown(WatchListAsked Asked, int Page, WatchListPage Listed);

/// <summary>Answers with the watch list, on a page or in a file.</summary>
internal static class GetWatchList
{
    private const string WorkbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The page.</summary>
    public static async Task<IResult> Get([AsParameters] WatchListAsked asked, IDocumentStore store, CancellationToken cancellation)
    {
        var page = Math.Clamp(asked.Page ?? 1, 1, WatchList.LastPage);
        await using var session = store.QuerySession();
        return PageAnswer.Of<WatchListPageShown>(new WatchListShown(asked, page, await WatchList.PageAsync(session, asked.Filter, asked.By, page, cancellation)));
    }

    /// <summary>What is listed as CSV, UTF-8 with a mark so that spreadsheets read it as such.</summary>
    public static async Task<IResult> GetCsv([AsParameters] WatchListAsked asked, IDocumentStore store, CancellationToken cancellation)
    {
        using var table = await TableAsync(asked, store, cancellation);
        var stream = new MemoryStream();
        await using (var text = new StreamWriter(stream, new System.Text.UTF8Encoding(true), leaveOpen: true))
        await using (var csv = CsvDataWriter.Create(text))
        {
            await csv.WriteAsync(table.CreateDataReader(), cancellation);
        }

        return Results.File(stream.ToArray(), "text/csv; charset=utf-8", "watch-list.csv");
    }

    /// <summary>What is listed as a workbook.</summary>
    public static async Task<IResult> GetWorkbook([AsParameters] WatchListAsked asked, IDocumentStore store, CancellationToken cancellation)
    {
        using var table = await TableAsync(asked, store, cancellation);
        var stream = new MemoryStream();
        await stream.SaveAsAsync(table, cancellationToken: cancellation);
        return Results.File(stream.ToArray(), WorkbookType, "watch-list.xlsx");
    }

    private static async Task<DataTable> TableAsync(WatchListAsked asked, IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var rows = await WatchList.AllAsync(session, asked.Filter, asked.By, cancellation);
        var table = new DataTable("watch list") { Locale = CultureInfo.InvariantCulture };
        foreach (var name in (string[])["worker", "placement", "indicator", "severity", "strength", "since", "holdsUntil", "corridor", "employer", "recruiter", "explanation"])
        {
            table.Columns.Add(name, typeof(string));
        }

        foreach (var row in rows)
        {
            table.Rows.Add(Plain(row.Worker), Plain(row.Placement), row.Indicator, Word(row.Severity), Word(row.Strength), Iso(row.Since), Iso(row.HoldsUntil),
                Plain(row.Corridor), Plain(row.Employer), Plain(row.Recruiter), Plain(row.Explanation));
        }

        return table;
    }

    private static string Iso(NodaTime.LocalDate? day) => day?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Word<T>(T? value)
        where T : struct, Enum => value is { } given ? Told.Word(given) : "";

    /// <summary>A spreadsheet takes a text that begins so for a formula and runs it; a mark in front keeps it a text.</summary>
    private static string Plain(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
}
