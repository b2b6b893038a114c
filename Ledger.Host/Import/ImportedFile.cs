using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ledger.Domain.Workers;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using Ledger.Projections.Imports;
using NodaTime;

namespace Ledger.Host.Import;

/// <summary>A file that is being imported, unpacked where it is packed.</summary>
/// <param name="Order">Its place among the files of the call.</param>
/// <param name="Member">Where it is, and how to open it.</param>
/// <param name="Mapped">What a profile makes of it; null where it holds facts.</param>
/// <param name="Rejects">Where its rejected lines go; the files of facts inside one ZIP share it.</param>
/// <param name="Sha256">The SHA-256 of its content, unpacked: the same facts have the same origin however they were sent.</param>
/// <param name="Bytes">How long that content is.</param>
/// <param name="Profile">The SHA-256 of the profile; null where it holds facts.</param>
/// <param name="StartedAt">When reading it began.</param>
internal sealed record ImportedFile(
    int Order, PackedFile.Member Member, MappedFile? Mapped, RejectsFile Rejects, string Sha256, long Bytes, string? Profile, Instant StartedAt)
{
    private Stream? _stream;

    public string Path => Member.Name;

    public string Stream => StreamName.OfImport(Sha256);

    public ImportTally Tally { get; } = new();

    /// <summary>What an earlier import of the same content came to; null where none got far, and for files that a profile reads, whose facts depend on it.</summary>
    public DecidedLines? DecidedBefore { get; set; }

    /// <summary>The number of the line that was read last.</summary>
    public long LastLine { get; set; }

    /// <summary>How far a file of facts is read.</summary>
    public long Position => _stream?.Position ?? 0;

    /// <summary>Opens what a path names and takes the fingerprints, reading everything once: what cannot be read is refused before anything is recorded.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<ImportedFile>> OpenAsync(int order, string path, LoadedProfile? profile, Instant now, CancellationToken cancellation)
    {
        List<ImportedFile> files = [];
        var lines = new LineRejects(path);
        var members = PackedFile.MembersOf(path, profile);
        foreach (var member in members)
        {
            var mapped = member.Kind is FileKind.FactLines or FileKind.FactTable ? null : new MappedFile(member, profile!);
            await CheckAsync(member, mapped, cancellation);
            await using var stream = member.Open();
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
            RejectsFile rejects = member.Kind is FileKind.TextSheet or FileKind.Workbook ? new SheetRejects(members.Count == 1 ? path : Beside(path, member), mapped!, profile!.Profile) : lines;
            files.Add(new ImportedFile(order + files.Count, member, mapped, rejects, hash, stream.Position, mapped is null ? null : profile!.Sha256, now));
        }

        return files;
    }

    /// <summary>Reads its lines or rows.</summary>
    public async IAsyncEnumerable<ReadLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (Mapped is not null)
        {
            foreach (var line in Mapped.Read())
            {
                cancellation.ThrowIfCancellationRequested();
                yield return line;
            }

            yield break;
        }

        await using var stream = Member.Open();
        _stream = stream;
        await foreach (var line in Member.Kind == FileKind.FactTable ? FactRows.ReadAsync(Path, stream, cancellation) : FactLines.ReadFactsAsync(stream, DecidedBefore, cancellation))
        {
            yield return line;
        }

        _stream = null;
    }

    public ImportFinished Finished(Instant now, string? by) =>
        new(System.IO.Path.GetFileName(Member.Sheet is null ? Path : Path[..^(Member.Sheet.Length + 1)]), Sha256, Tally.Read, Tally.Accepted, Tally.AlreadyKnown, Tally.Rejected, StartedAt, now, Profile, by);

    private static async Task CheckAsync(PackedFile.Member member, MappedFile? mapped, CancellationToken cancellation)
    {
        if (mapped is not null)
        {
            foreach (var _ in mapped.Read())
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
        else if (member.Kind == FileKind.FactTable)
        {
            await using var head = member.Open();
            await FactRows.CheckHeadAsync(member.Name, head, cancellation);
        }
    }

    /// <summary>Where the rejects of one part of a file go.</summary>
    private static string Beside(string path, PackedFile.Member member) =>
        $"{path}.{string.Concat(member.Name[(path.Length + 1)..].Select(letter => System.IO.Path.GetInvalidFileNameChars().Contains(letter) ? '-' : letter))}";
}
