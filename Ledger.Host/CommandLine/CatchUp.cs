using Ledger.Projections.Detector;

namespace Ledger.Host.CommandLine;

/// <summary>Brings findings up to the record before they are read, and says how far that has come.</summary>
internal static class CatchUp
{
    private const int LineEveryPercent = 10;

    /// <summary>Returns once everything recorded so far is judged.</summary>
    public static Task RunAsync(OpenLedger ledger, Terminal terminal, CancellationToken cancellation) =>
        Detector.CatchUpAsync(ledger.Store, ledger.ConnectionString, new Lines(terminal), cancellation);

    private sealed class Lines(Terminal terminal) : IProgress<DetectorProgress>
    {
        private readonly Lock _lock = new();
        private long _start = -1;
        private long _said;

        public void Report(DetectorProgress value)
        {
            lock (_lock)
            {
                _start = _start < 0 ? value.Judged : _start;
                var percent = value.Recorded == _start ? 100 : Math.Min(100, (value.Judged - _start) * 100 / (value.Recorded - _start));
                if (value.Recorded > _start && percent >= _said + LineEveryPercent)
                {
                    _said = percent;
                    terminal.Say($"Judged {percent,3} % of {value.Recorded - _start:N0} new events");
                }
            }
        }
    }
}
