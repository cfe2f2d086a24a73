using System.Data.Common;
using Atom.OAuth.Storage;

namespace Atom.OAuth;

/// <summary>The database cannot be used as it is. The message says why, and what to do; it never contains a password.</summary>
/// <remarks>It is a <see cref="DbException"/>, so that code that expects a database to fail needs no second catch.</remarks>
public sealed class OAuthDatabaseException : DbException
{
    internal OAuthDatabaseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public override bool IsTransient => DatabaseErrors.IsTransient(this);
}
