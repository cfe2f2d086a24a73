using System.Diagnostics;
using Npgsql;

namespace Atom.OAuth.Testing;

/// <summary>A private PostgreSQL server in a temporary folder, on a Unix socket in it: no port, no password, no other clients.</summary>
public sealed class PostgreSqlServer : IDisposable
{
    private readonly string _binaries;
    private readonly string _folder;
    private int _databases;

    public PostgreSqlServer()
    {
        _binaries = FindBinaries() ?? throw new InvalidOperationException(Missing);
        // The server refuses to run as root, so everything then runs as the user that the package created.
        _folder = Run("mktemp", "-d", "--tmpdir", "atom-oauth-pg-XXXXXX").Trim();
        Run(Path.Combine(_binaries, "initdb"), "-D", Data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync");
        Start();
    }

    /// <summary>Gets what to install, or <see langword="null"/> if the server is installed.</summary>
    public static string? Missing => FindBinaries() is null ? "Needs PostgreSQL: apt-get install postgresql" : null;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        var name = $"db{Interlocked.Increment(ref _databases)}";
        using NpgsqlConnection connection = new(ConnectionString("postgres"));
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is generated here.
        command.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        return ConnectionString(name);
    }

    /// <summary>Starts the server. Tests kill it and other processes, but not the machine, so it does not have to flush to disk.</summary>
    public void Start() => Run(
        Path.Combine(_binaries, "pg_ctl"),
        "-D",
        Data,
        "-l",
        Path.Combine(_folder, "log"),
        "-w",
        "-o",
        $"-c listen_addresses='' -c unix_socket_directories='{_folder}' -c max_connections=200 -c fsync=off",
        "start");

    public void Stop() => Run(Path.Combine(_binaries, "pg_ctl"), "-D", Data, "-m", "immediate", "-w", "stop");

    public void Dispose()
    {
        NpgsqlConnection.ClearAllPools();
        Stop();
        Run("rm", "-rf", _folder);
    }

    private static string? FindBinaries()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        return installed.Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")));
    }

    private static string Run(params string[] command)
    {
        ProcessStartInfo start = new() { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        var all = Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
        start.FileName = all[0];
        Array.ForEach(all[1..], start.ArgumentList.Add);

        // The server inherits the pipes of the process that starts it and keeps them open, so reading them to the end would hang.
        var staysOpen = command[^1] == "start";
        start.RedirectStandardError = !staysOpen;
        start.RedirectStandardOutput = !staysOpen;
        using var process = Process.Start(start)!;
        var output = staysOpen ? string.Empty : process.StandardOutput.ReadToEnd();
        var errors = staysOpen ? string.Empty : process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', all)} ended with {process.ExitCode}: {output}{errors}");
    }

    private string ConnectionString(string database) => $"Host={_folder};Username=tests;Database={database};Maximum Pool Size=60";
}
