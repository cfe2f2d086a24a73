namespace Atom.OAuth.Comparison;

/// <summary>What a library made of a token response.</summary>
/// <param name="IsSuccess">Whether the library reports success.</param>
/// <param name="AccessToken">The token that came out.</param>
/// <param name="Code">The error's code, where the library has a place for one.</param>
/// <param name="Message">What the library says about the error: the text that applications log and show.</param>
/// <param name="Thrown">What escaped from the library and is not its documented way to report an error.</param>
public sealed record Answer(bool IsSuccess, string? AccessToken, string? Code = null, string? Message = null, Exception? Thrown = null);
