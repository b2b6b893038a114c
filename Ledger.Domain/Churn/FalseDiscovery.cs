namespace Ledger.Domain.Churn;

/// <summary>Holds down how many of the findings of many tests are chance (Benjamini and Hochberg 1995).</summary>
internal static class FalseDiscovery
{
    /// <summary>The q-value of each test, in the order of the tests: the least false discovery rate at which it is a finding.</summary>
    /// <param name="pValues">The p-values of all tests of one family.</param>
    public static decimal[] QValues(IReadOnlyList<decimal> pValues)
    {
        var q = new decimal[pValues.Count];
        var least = 1m;
        foreach (var (rank, index) in Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index]).Select((index, before) => (before + 1, index)).Reverse())
        {
            q[index] = least = Math.Min(least, pValues[index] * pValues.Count / rank);
        }

        return q;
    }
}
