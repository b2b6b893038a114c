using Ledger.Domain.Disclosure;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Pages.Failures;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Serve;
using Ledger.Host.Statements;
using Ledger.Projections.Scorecards;
using Marten;
using NodaTime;

namespace Ledger.Host.Pages.Statements;

/// <summary>What the form of the page asks for; what is empty takes the whole time up to now, for investigators.</summary>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period.</param>
/// <param name="AsOf">As of a date.</param>
/// <param name="KnownAt">As known at an instant, or at the end of a date.</param>
/// <param name="Audience">For whom.</param>
public sealed record StatementAsked(string? From, string? To, string? AsOf, string? KnownAt, string? Audience);

/// <summary>What the page shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Answer">The statement.</param>
public sealed record StatementShown(StatementAsked Asked, Audience Audience, StatementAnswer Answer);

/// <summary>Answers with an employer's statement.</summary>
internal static class GetEmployerStatement
{
    private const string Before = "/employers/";
    private const string After = "/statement";

    /// <summary>The address of an employer's statement; an id may hold slashes.</summary>
    public static string AddressOf(string employer) => Before + PageAnswer.Segments(employer) + After;

    /// <summary>The page; a path that names no statement is nothing there is.</summary>
    public static async Task<IResult> Get(string? path, [AsParameters] StatementAsked asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        if (path?.EndsWith(After, StringComparison.Ordinal) is not true || path.Length == After.Length)
        {
            return FailurePage.Answer(StatusCodes.Status404NotFound, null);
        }

        var employer = path[..^After.Length];
        var audience = Audiences.Of(FormField.Text(asked.Audience), "audience");
        var (from, to) = (Coordinates.Date(FormField.Text(asked.From), "from"), Coordinates.Date(FormField.Text(asked.To), "to"));
        var (asOf, knownAt) = (Coordinates.Date(FormField.Text(asked.AsOf), "asOf"), Coordinates.Known(FormField.Text(asked.KnownAt), "knownAt"));
        if ((from ?? to) is null)
        {
            (from, to) = await WholeTimeAsync(employer, asOf, knownAt, store, address, cancellation);
        }

        var question = StatementQuestion.Of(employer, from, to, asOf, knownAt, audience, name => $"'{name}'");
        return PageAnswer.Of<StatementPage>(new StatementShown(asked, audience, await question.AnswerAsync(store, address.ConnectionString, cancellation)));
    }

    /// <summary>From the first day on which anybody was placed there, to the date of the question.</summary>
    private static async Task<(LocalDate From, LocalDate To)> WholeTimeAsync(
        string employer, LocalDate? asOf, Instant? knownAt, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var to = asOf ?? (await RecordingInstant.CompleteAsync(address.ConnectionString, knownAt, cancellation)).InUtc().Date;
        await using var session = store.QuerySession();
        var from = await PlacementTable.FirstStartAsync(session, employer, cancellation);
        return (from is { } first && first < to ? first : to, to);
    }
}
