using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Atom.OAuth.Testing;

/// <summary>
/// Tests kill processes, but not the machine, so SQLite does not have to flush every commit to disk. This applies to all
/// connections of the test process, whoever opens them. A program started by a test flushes like any application, unless it opts out.
/// </summary>
internal static class SqliteOffTheDisk
{
    private const string Library = "e_sqlite3";

    private static readonly byte[] Pragma = [.. "PRAGMA synchronous = OFF\0"u8];
    private static readonly byte[] Nothing = [0];

    /// <summary>SQLite only keeps the function pointer: this field keeps the delegate from being garbage-collected.</summary>
    private static readonly EntryPoint OnOpen = static (database, _, _) =>
    {
        if (sqlite3_exec(database, Pragma, 0, 0, 0) != 0)
        {
            // The database is locked, so this connection flushes like any other. The next call clears the error, which would otherwise
            // make opening fail.
            _ = sqlite3_exec(database, Nothing, 0, 0, 0);
        }

        return 0;
    };

    private delegate int EntryPoint(nint database, nint message, nint api);

    public static void Use() => _ = sqlite3_auto_extension(Marshal.GetFunctionPointerForDelegate(OnOpen));

    [ModuleInitializer]
    internal static void Initialize()
    {
        if (Assembly.GetEntryAssembly() != typeof(SqliteOffTheDisk).Assembly)
        {
            Use();
        }
    }

    [DllImport(Library)]
    private static extern int sqlite3_auto_extension(nint entryPoint);

    [DllImport(Library)]
    private static extern int sqlite3_exec(nint database, byte[] sql, nint callback, nint argument, nint error);
}
