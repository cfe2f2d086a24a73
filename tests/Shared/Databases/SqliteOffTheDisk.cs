using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Atom.OAuth.Testing;

/// <summary>
/// Tests kill processes, but not the machine: SQLite has to force nothing onto the disk, for which every commit would wait. This holds for each
/// connection of the tests' process, whoever opens it. A program that tests start waits as an application does, unless it says otherwise.
/// </summary>
internal static class SqliteOffTheDisk
{
    private const string Library = "e_sqlite3";

    private static readonly byte[] Pragma = [.. "PRAGMA synchronous = OFF\0"u8];
    private static readonly byte[] Nothing = [0];

    /// <summary>SQLite keeps the pointer alone: here the delegate is kept from being collected.</summary>
    private static readonly EntryPoint OnOpen = static (database, _, _) =>
    {
        if (sqlite3_exec(database, Pragma, 0, 0, 0) != 0)
        {
            // Locked at this moment: this connection waits for the disk as any does. The next call clears the error, which opening would end with.
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
