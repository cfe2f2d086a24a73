namespace Atom.OAuth;

/// <summary>The databases that the packages can keep their tables in.</summary>
public enum OAuthDatabaseKind
{
    /// <summary>A SQLite file: nothing to install, for an application that runs on one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database, version 12 or newer, which any number of instances share.</summary>
    PostgreSql,
}
