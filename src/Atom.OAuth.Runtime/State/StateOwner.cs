namespace Atom.OAuth.State;

/// <summary>The creator of a state, to whose quota its entries in the in-memory store count.</summary>
/// <param name="TenantId">The tenant, or <see langword="null"/>.</param>
/// <param name="UserId">The user, or <see langword="null"/> if nobody was signed in.</param>
internal readonly record struct StateOwner(string? TenantId, string? UserId);
