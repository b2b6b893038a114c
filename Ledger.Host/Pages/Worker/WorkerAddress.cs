using Ledger.Domain.Disclosure;
using Ledger.Host.CommandLine;
using Ledger.Host.Pages.Layout;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Host.Pages.Worker;

/// <summary>A position from which a worker's finances are looked at: as of a date, as known at an instant; now where one is left out.</summary>
public sealed record Position(LocalDate? AsOf, Instant? KnownAt)
{
    /// <summary>Now.</summary>
    public static Position Now { get; } = new(null, null);
}

/// <summary>The address of a worker's page at a position, compared with another.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="At">The position.</param>
/// <param name="From">The position it is compared with; null where it is compared with none.</param>
/// <param name="Rules">The rule pack; null for the adopted one.</param>
public sealed record WorkerAddress(string Worker, Position At, Position? From, string? Rules)
{
    /// <summary>The most facts that one page of the timeline shows.</summary>
    public const int FactsOnPage = 80;

    /// <summary>The address.</summary>
    /// <param name="page">The page of the timeline, from 1.</param>
    /// <param name="anchor">The place on the page.</param>
    public string Text(int page = 1, string? anchor = null)
    {
        var query = new QueryBuilder();
        Add(query, "asOf", Date(At.AsOf));
        Add(query, "knownAt", Instant(At.KnownAt));
        Add(query, "fromAsOf", Date(From?.AsOf));
        Add(query, "fromKnownAt", Instant(From?.KnownAt));
        Add(query, "rules", Rules);
        Add(query, "page", page > 1 ? page.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        return PageAnswer.OfWorker(Worker) + query + (anchor is null ? "" : "#" + anchor);
    }

    /// <summary>A date as addresses write it.</summary>
    public static string? Date(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;

    /// <summary>An instant as addresses write it.</summary>
    public static string? Instant(Instant? instant) => instant is { } moment ? InstantPattern.ExtendedIso.Format(moment) : null;

    /// <summary>Where the report of a worker is to be had, as a file.</summary>
    public static string Report(string worker, LocalDate asOf, Instant knownAt, string rules, Audience audience, string language) => "/report" + new QueryBuilder
    {
        { "worker", worker }, { "asOf", Date(asOf)! }, { "knownAt", Instant(knownAt)! }, { "rules", rules }, { "audience", Audiences.Word(audience) }, { "lang", language },
    };

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (value is not null)
        {
            query.Add(name, value);
        }
    }
}
