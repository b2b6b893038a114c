using System.Security.Cryptography;
using System.Text;

namespace Ledger.Projections.Store;

/// <summary>Makes an event's id of a fact's id, so that the store's unique index on event ids keeps a fact from being recorded twice.</summary>
public static class EventIdentity
{
    /// <summary>A UUID of version 8 (RFC 9562): the first 122 free bits of the SHA-256 of the fact's id.</summary>
    public static Guid Of(string factId)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(factId), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
