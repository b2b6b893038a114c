using System.Text.Json;
using Ledger.Domain.Indicators;
using Ledger.Projections.Store;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>Findings are stored and read again.</summary>
public class FindingWireTests
{
    /// <summary>A cut that recovers a fee nobody named is of no class; such a finding once could be stored and not read.</summary>
    [Fact]
    public void A_share_of_no_class_reads_as_it_was_stored()
    {
        var share = new Share("e-1", Measure.Of(150m, "MYR"));
        Assert.Equal(share, JsonSerializer.Deserialize<Share>(JsonSerializer.Serialize(share, LedgerJson.Options), LedgerJson.Options));
    }
}
