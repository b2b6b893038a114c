using System.Threading.Channels;
using Ledger.Domain.Workers;
using Ledger.Host.Intake;

namespace Ledger.Host.Import;

/// <summary>Takes lines in along several lanes at once, while more are read: the lines of one stream keep to one lane, and so to their order.</summary>
/// <remarks>
/// What comes of a line is the same as with one lane. Lines of different streams decide nothing about each other but who is first
/// to use an id, so a line whose id is on its way along another lane waits until that lane is empty. A lane takes a batch while
/// one more lies ready and the next is filled; beyond that reading waits.
/// </remarks>
internal sealed class ImportLanes : IAsyncDisposable
{
    /// <summary>The most bytes of lines in one batch, so that long lines do not add up.</summary>
    private const int LargestBatchBytes = 4 << 20;

    private const int BatchesReady = 1;

    private readonly Func<IReadOnlyList<PendingLine>, CancellationToken, Task> _take;
    private readonly CancellationTokenSource _stop;
    private readonly Dictionary<string, int> _laneOfId = new(StringComparer.Ordinal);
    private readonly Lane[] _lanes;

    /// <param name="count">How many lanes; one is enough to overlap reading with the database.</param>
    /// <param name="take">Takes a batch in; called for one batch at a time in each lane.</param>
    /// <param name="cancellation">Ends everything.</param>
    public ImportLanes(int count, Func<IReadOnlyList<PendingLine>, CancellationToken, Task> take, CancellationToken cancellation)
    {
        _take = take;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _lanes = [.. Enumerable.Range(0, count).Select(_ => new Lane())];
        foreach (var lane in _lanes)
        {
            lane.Work = Task.Run(() => WorkAsync(lane), CancellationToken.None);
        }
    }

    /// <summary>Sends a line on its way.</summary>
    public async Task PostAsync(PendingLine line)
    {
        var stream = StreamName.Of(line.Fact) ?? throw new ArgumentException("A fact that mends another has no lane.", nameof(line));
        var index = (int)(unchecked((uint)stream.GetHashCode(StringComparison.Ordinal)) % (uint)_lanes.Length);
        if (_laneOfId.TryGetValue(line.Fact.Id, out var other) && other != index)
        {
            await DrainAsync();
        }

        _laneOfId[line.Fact.Id] = index;
        var lane = _lanes[index];
        lane.Filling.Add(line);
        lane.FillingBytes += line.Line.Bytes.Length;
        if (lane.Filling.Count == FactIntake.LargestBatch || lane.FillingBytes >= LargestBatchBytes)
        {
            await SendAsync(lane, null);
        }
    }

    /// <summary>Returns once every line sent on its way is decided on.</summary>
    public async Task DrainAsync()
    {
        List<TaskCompletionSource> marks = [];
        foreach (var lane in _lanes)
        {
            var mark = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            marks.Add(mark);
            await SendAsync(lane, mark);
        }

        foreach (var (lane, mark) in _lanes.Zip(marks))
        {
            await Task.WhenAny(mark.Task, lane.Work);
            await ThrowIfEndedAsync(lane);
        }

        _laneOfId.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var lane in _lanes)
        {
            lane.Ready.Writer.TryComplete();
            await lane.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
    }

    private async Task SendAsync(Lane lane, TaskCompletionSource? mark)
    {
        var batch = new Batch(lane.Filling, mark);
        (lane.Filling, lane.FillingBytes) = ([], 0);
        try
        {
            await lane.Ready.Writer.WriteAsync(batch, _stop.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            // Why a lane ended is what the caller should hear, not that it did.
            foreach (var ended in _lanes.Where(each => each.Work.IsFaulted))
            {
                await ended.Work;
            }

            throw;
        }
    }

    private static async Task ThrowIfEndedAsync(Lane lane)
    {
        if (lane.Work.IsCompleted)
        {
            await lane.Work;
        }
    }

    private async Task WorkAsync(Lane lane)
    {
        try
        {
            await foreach (var batch in lane.Ready.Reader.ReadAllAsync(_stop.Token))
            {
                if (batch.Lines.Count > 0)
                {
                    await _take(batch.Lines, _stop.Token);
                }

                batch.Mark?.SetResult();
            }
        }
        catch (Exception exception)
        {
            // The reader may be waiting for room: it learns at its next line that there will be none.
            lane.Ready.Writer.TryComplete(exception);
            throw;
        }
    }

    private sealed record Batch(List<PendingLine> Lines, TaskCompletionSource? Mark);

    private sealed class Lane
    {
        public Channel<Batch> Ready { get; } = Channel.CreateBounded<Batch>(new BoundedChannelOptions(BatchesReady) { SingleReader = true, SingleWriter = true });

        public List<PendingLine> Filling { get; set; } = [];

        public long FillingBytes { get; set; }

        public Task Work { get; set; } = Task.CompletedTask;
    }
}
