using Ledger.Domain.Rules;
using Ledger.Tests.Facts;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>The page in docs says what the pack says.</summary>
public sealed class RulePageTests
{
    [Fact]
    public void The_published_page_is_the_one_written_from_the_pack() => Published.Holds("docs/rules.md", RulePage.Markdown(RulePack.Current));
}
