using System.Globalization;
using System.Runtime.InteropServices;

namespace Ledger.Benchmarks;

/// <summary>What was measured on.</summary>
internal static class Machine
{
    /// <summary>Cores, memory, systems, and the load of the last minute: a table of a busy machine says so itself.</summary>
    public static string Now() => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {Load()}");

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
