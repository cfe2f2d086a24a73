using System.Collections.Concurrent;

namespace LegacyIntegrations;

// Stands for the application's database: the accounts that users have connected.
public class ConnectionStore
{
    private readonly ConcurrentDictionary<string, Connection> _connections = new();

    public Task SaveAsync(Connection connection)
    {
        _connections[$"{connection.UserId}:{connection.Integration}"] = connection;
        return Task.CompletedTask;
    }

    public Task<Connection?> FindAsync(string userId, string integration) =>
        Task.FromResult(_connections.GetValueOrDefault($"{userId}:{integration}"));
}

public record Connection(string UserId, string Integration, string AccessToken, string? RefreshToken);
