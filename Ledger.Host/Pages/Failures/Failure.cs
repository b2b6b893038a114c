namespace Ledger.Host.Pages.Failures;

/// <summary>Why there is no answer.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Detail">The sentence that says what to mend, in English; null where there is none.</param>
/// <param name="Wanted">What was looked for; null where nothing was.</param>
public sealed record Failure(int Status, string? Detail, string? Wanted);
