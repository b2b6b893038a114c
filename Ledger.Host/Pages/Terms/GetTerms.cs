using Ledger.Host.Pages.Layout;

namespace Ledger.Host.Pages.Terms;

/// <summary>Answers with the words that need an explanation.</summary>
internal static class GetTerms
{
    /// <summary>The terms, in the order in which a reader meets them.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["present", "documented", "claimed", "one-money", "grade", "as-of", "known-at", "debt", "months", "freedom", "repaid", "standard", "doubt", "informative", "rule-pack"];

    /// <summary>The page.</summary>
    public static IResult Get() => PageAnswer.Of<TermsPage>(All);
}
