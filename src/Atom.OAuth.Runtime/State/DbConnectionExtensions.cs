using System.Data.Common;

namespace Atom.OAuth.State;

/// <summary>One statement, with its parameters by name.</summary>
internal static class DbConnectionExtensions
{
    public static async Task<int> ExecuteAsync(
        this DbConnection connection, string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        using var command = connection.CreateCommand(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a statement. A parameter that is <see langword="null"/> is NULL.</summary>
    public static DbCommand CreateCommand(this DbConnection connection, string sql, params (string Name, object? Value)[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The callers pass constants of their own, or a validated name in one; what varies are the parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach ((var name, var value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
