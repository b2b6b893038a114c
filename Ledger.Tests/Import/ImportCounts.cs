using System.Text.Json;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>The counts of an import's answer, which must account for every line.</summary>
internal static class ImportCounts
{
    public static (int Read, int Accepted, int AlreadyKnown, int Rejected) Of(JsonElement json)
    {
        var counts = (Count("read"), Count("accepted"), Count("alreadyKnown"), Count("rejected"));
        Assert.Equal(counts.Item1, counts.Item2 + counts.Item3 + counts.Item4);
        return counts;

        int Count(string name) => json.GetProperty(name).GetInt32();
    }
}
