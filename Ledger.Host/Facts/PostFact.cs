using System.Buffers;
using System.IO.Pipelines;
using Ledger.Domain.Facts;
using Ledger.Host.Intake;
using NodaTime;
using Wolverine.Http;

namespace Ledger.Host.Facts;

/// <summary>The answer to a fact that is on record: the same however often it is sent.</summary>
/// <param name="Id">The fact's id.</param>
/// <param name="RecordedAt">When it was first recorded.</param>
public sealed record FactReceipt(string Id, Instant RecordedAt);

/// <summary>Takes in one fact.</summary>
public static class PostFact
{
    /// <summary>The largest body in bytes: one fact.</summary>
    public const int LargestBody = FactWire.LongestLine + 1;

    /// <summary>Records the fact of the body; answers 200 with a receipt, 415 where the body is not said to be JSON, 409 where its id is another fact's, 422 with every field to mend.</summary>
    [WolverinePost("/facts")]
    public static async Task<IResult> Post(HttpContext context, FactIntake intake, CancellationToken cancellation)
    {
        // Only a request that a browser would ask leave for may record: a form on another page cannot send this type.
        if (!context.Request.HasJsonContentType())
        {
            return Results.Problem("Send the fact with content-type: application/json.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }

        var reading = FactWire.Read(await BodyAsync(context.Request.BodyReader, cancellation));
        if (!reading.TryGet(out var fact))
        {
            return Unprocessable(reading.Refusals);
        }

        return (await intake.TakeAsync([fact], cancellation))[0] switch
        {
            Outcome.Recorded recorded => Results.Ok(new FactReceipt(fact.Id, recorded.RecordedAt)),
            Outcome.Refused { Refusal: { Field: "id" } refusal } => Results.Problem(refusal.Message, statusCode: StatusCodes.Status409Conflict, title: "That id is another fact's",
                extensions: Errors([refusal])),
            Outcome.Refused refused => Unprocessable([refused.Refusal]),
            var other => throw new InvalidOperationException($"There is no answer to {other}."),
        };
    }

    private static IResult Unprocessable(IReadOnlyList<Refusal> refusals) =>
        Results.Problem(
            string.Join(" ", refusals.Select(refusal => $"{refusal.Field}: {refusal.Message}.")), statusCode: StatusCodes.Status422UnprocessableEntity,
            title: "The fact cannot be accepted", extensions: Errors(refusals));

    private static Dictionary<string, object?> Errors(IReadOnlyList<Refusal> refusals) => new() { ["errors"] = refusals };

    private static async Task<byte[]> BodyAsync(PipeReader body, CancellationToken cancellation)
    {
        var result = await body.ReadAtLeastAsync(LargestBody, cancellation);
        var bytes = result.Buffer.ToArray();
        body.AdvanceTo(result.Buffer.End);
        return bytes;
    }
}
