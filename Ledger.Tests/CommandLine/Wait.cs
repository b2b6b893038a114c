using System.Diagnostics;
using Xunit;

namespace Ledger.Tests.CommandLine;

/// <summary>Waits for something to come about, with an end.</summary>
internal static class Wait
{
    /// <summary>Far more than anything here needs, so that a slow machine fails no test and a broken one fails in the end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var since = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(since.Elapsed < Longest, $"It did not come about in {Longest}: {what}");
            await Task.Delay(LookEvery, TestContext.Current.CancellationToken);
        }
    }
}
