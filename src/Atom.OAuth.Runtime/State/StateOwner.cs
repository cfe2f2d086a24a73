namespace Atom.OAuth.State;

/// <summary>Who made a state: the share of the in-memory store is counted by it.</summary>
/// <param name="TenantId">The tenant, or <see langword="null"/>.</param>
/// <param name="UserId">The user, or <see langword="null"/> where nobody was signed in.</param>
internal readonly record struct StateOwner(string? TenantId, string? UserId);
