using System.IO.Compression;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Import;

/// <summary>A file as it lies there: plain, one that gzip made, or the files of facts inside a ZIP; told apart by their first bytes.</summary>
/// <remarks>What is packed is unpacked as it is read. How much may come of it is bounded, so that a small file cannot keep the ledger busy for ever.</remarks>
internal static class PackedFile
{
    /// <summary>How many bytes may come of one: facts pack to a tenth, and the most repetitive to a hundredth.</summary>
    public const int MostRatio = 200;

    /// <summary>What may come of a file however small it is.</summary>
    public const long SmallUnpacked = 64 << 20;

    /// <summary>The most files of facts in one ZIP.</summary>
    public const int MostMembers = 1_000;

    /// <summary>Names the streams of facts in a file; of a ZIP its members that end in .jsonl or .csv, in alphabetical order.</summary>
    /// <exception cref="BadUsageException">It is no ZIP that can be read, or holds no facts, or too many files.</exception>
    public static IReadOnlyList<Member> MembersOf(string path)
    {
        Span<byte> start = stackalloc byte[4];
        using (var file = File.OpenRead(path))
        {
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (start is [0x1F, 0x8B, ..])
        {
            var inner = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
            return [new Member(path, IsCsv(inner), Gzip(path))];
        }

        return start.SequenceEqual("PK\u0003\u0004"u8) || start.SequenceEqual("PK\u0005\u0006"u8) ? InZip(path) : [new Member(path, IsCsv(path), () => File.OpenRead(path))];
    }

    private static bool IsCsv(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsFacts(string name) => IsCsv(name) || name.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<Member> InZip(string path)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            var names = archive.Entries.Select(entry => entry.FullName).Where(IsFacts).Order(StringComparer.Ordinal).ToList();
            if (names.Count is 0 or > MostMembers || names.Distinct(StringComparer.Ordinal).Count() < names.Count)
            {
                throw new BadUsageException(names.Count switch
                {
                    0 => $"'{path}' holds no file that ends in .jsonl or .csv: pack the facts themselves.",
                    > MostMembers => $"'{path}' holds {names.Count} files of facts: {MostMembers} are the most, so split it.",
                    _ => $"'{path}' holds two files of the same name: pack it anew.",
                });
            }

            // What comes of its members counts together: members may share the same packed bytes.
            var allowance = new UnpackedBytes(path);
            return [.. names.Select(name => new Member($"{path}/{name}", IsCsv(name), Zipped(path, name, allowance.OfMember())))];
        }
        catch (InvalidDataException cause)
        {
            throw UnpackingStream.Unreadable(path, cause);
        }
    }

    private static Func<Stream> Gzip(string path)
    {
        var allowance = new UnpackedBytes(path).OfMember();
        return () => new UnpackingStream(path, new GZipStream(File.OpenRead(path), CompressionMode.Decompress), allowance, alsoEnds: null);
    }

    private static Func<Stream> Zipped(string path, string name, UnpackedBytes.Member allowance) => () =>
    {
        var archive = ZipFile.OpenRead(path);
        try
        {
            return new UnpackingStream(path, archive.GetEntry(name)!.Open(), allowance, archive);
        }
        catch (InvalidDataException cause)
        {
            archive.Dispose();
            throw UnpackingStream.Unreadable(path, cause);
        }
    };

    /// <summary>A stream of facts in a file.</summary>
    /// <param name="Name">The file, and the name inside it where it is a ZIP.</param>
    /// <param name="IsCsv">Whether it is a table rather than JSON Lines.</param>
    /// <param name="Open">Opens it, from its start each time.</param>
    internal sealed record Member(string Name, bool IsCsv, Func<Stream> Open);
}
