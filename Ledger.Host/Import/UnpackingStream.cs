using Ledger.Host.CommandLine;

namespace Ledger.Host.Import;

/// <summary>How many bytes have come of a packed file, all its members together, and the most that may.</summary>
/// <param name="path">What messages call it.</param>
/// <param name="packed">How many bytes it has.</param>
internal sealed class UnpackedBytes(string path, long packed)
{
    private readonly long _most = Math.Max(PackedFile.SmallUnpacked, PackedFile.MostRatio * packed);
    private long _inAll;

    /// <summary>Refuses at once what says of itself that it is too much; what lies is found out while it is read.</summary>
    /// <exception cref="BadUsageException">It is too much.</exception>
    public void Expect(Int128 bytes)
    {
        if (bytes > _most)
        {
            throw new BadUsageException(TooMany());
        }
    }

    /// <summary>The share of one member.</summary>
    public Member OfMember() => new(this);

    /// <summary>Counts a member as long as the longest reading of it, however often it is read.</summary>
    internal sealed class Member(UnpackedBytes of)
    {
        private long _most;

        public void Reached(long position)
        {
            if (position <= _most)
            {
                return;
            }

            of._inAll += position - _most;
            _most = position;
            if (of._inAll > of._most)
            {
                throw new BadUsageException(of.TooMany());
            }
        }
    }

    private string TooMany() =>
        $"'{path}' unpacks to more than {_most >> 20} MiB, more than {PackedFile.MostRatio} times its size: if that is meant, unpack it and import the files.";
}

/// <summary>Reads what is unpacked, no more of it than is allowed; what cannot be unpacked is told in a sentence.</summary>
internal sealed class UnpackingStream(string path, Stream unpacked, UnpackedBytes.Member allowance, IDisposable? alsoEnds) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public static BadUsageException Unreadable(string path, InvalidDataException cause) =>
        new($"'{path}' cannot be unpacked ({cause.Message.TrimEnd('.')}): pack it anew, or unpack it and import the files.");

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Counted(unpacked.Read(buffer, offset, count));
        }
        catch (InvalidDataException cause)
        {
            throw Unreadable(path, cause);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Counted(await unpacked.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException cause)
        {
            throw Unreadable(path, cause);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
            alsoEnds?.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Counted(int read)
    {
        _position += read;
        allowance.Reached(_position);
        return read;
    }
}
