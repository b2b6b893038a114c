using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Ledger.Host.Pages.Assets;

/// <summary>The pages' stylesheet, module and icon: embedded in the program, under an address that changes with their content.</summary>
internal static class PageAssets
{
    private const string Prefix = "assets.";

    private static readonly string[] Names =
        [.. typeof(PageAssets).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static readonly string Folder = "/assets/" + Hash();

    /// <summary>The address of a file.</summary>
    /// <exception cref="KeyNotFoundException">No such file is embedded.</exception>
    public static string Address(string file) => Names.Contains(Prefix + file) ? $"{Folder}/{file}" : throw new KeyNotFoundException($"No asset '{file}' is embedded.");

    /// <summary>The text of a file, for a document that is to load nothing.</summary>
    public static string Text(string file)
    {
        using var stream = new StreamReader(typeof(PageAssets).Assembly.GetManifestResourceStream(Prefix + file)!);
        return stream.ReadToEnd();
    }

    /// <summary>Serves the files; a browser need never ask for one twice.</summary>
    public static void Use(WebApplication app) => app.UseStaticFiles(new StaticFileOptions
    {
        RequestPath = Folder,
        FileProvider = new EmbeddedFileProvider(typeof(PageAssets).Assembly, "assets"),
        OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
    });

    private static string Hash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Names)
        {
            using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            sha.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset())[..16];
    }
}
