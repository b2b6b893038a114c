using System.Security.Cryptography;
using Ledger.Domain.Workers;
using Ledger.Projections.Imports;
using NodaTime;

namespace Ledger.Host.Import;

/// <summary>A file that is being imported, unpacked where it is packed.</summary>
/// <param name="Order">Its place among the files of the call.</param>
/// <param name="Member">Where it is, and how to open it.</param>
/// <param name="Rejects">Where its rejected lines go; the files inside one ZIP share it.</param>
/// <param name="Sha256">The SHA-256 of its content, unpacked: the same facts have the same origin however they were sent.</param>
/// <param name="Bytes">How long that content is.</param>
/// <param name="StartedAt">When reading it began.</param>
internal sealed record ImportedFile(int Order, PackedFile.Member Member, RejectsFile Rejects, string Sha256, long Bytes, Instant StartedAt)
{
    public string Path => Member.Name;

    public string Stream => StreamName.OfImport(Sha256);

    public ImportTally Tally { get; } = new();

    /// <summary>Opens what a path names and takes the fingerprints, reading everything once: what cannot be read is refused before anything is recorded.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<ImportedFile>> OpenAsync(int order, string path, Instant now, CancellationToken cancellation)
    {
        List<ImportedFile> files = [];
        var rejects = new RejectsFile(path);
        foreach (var member in PackedFile.MembersOf(path))
        {
            if (member.IsCsv)
            {
                await using var head = member.Open();
                await FactRows.CheckHeadAsync(member.Name, head, cancellation);
            }

            await using var stream = member.Open();
            var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
            files.Add(new ImportedFile(order + files.Count, member, rejects, hash, stream.Position, now));
        }

        return files;
    }

    /// <summary>Reads its lines or rows.</summary>
    public IAsyncEnumerable<ReadLine> ReadAsync(Stream stream, CancellationToken cancellation) =>
        Member.IsCsv ? FactRows.ReadAsync(Path, stream, cancellation) : FactLines.ReadFactsAsync(stream, cancellation);

    public ImportFinished Finished(Instant now) =>
        new(System.IO.Path.GetFileName(Path), Sha256, Tally.Read, Tally.Accepted, Tally.AlreadyKnown, Tally.Rejected, StartedAt, now);
}
