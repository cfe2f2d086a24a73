namespace Atom.OAuth.Inspection;

/// <summary>Creates the exceptions of the safe read.</summary>
internal static class ResponseFailure
{
    public static OAuthResponseException Create(
        HttpResponseMessage response,
        string? provider,
        in BodyVerdict inspected,
        Exception? innerException = null)
    {
        var verdict = inspected.Shown(response);
        return new(ResponseMessages.Create(provider, verdict, response), innerException, response.StatusCode)
        {
            Provider = ResponseMessages.Name(provider),
            Kind = verdict.Kind,
            Code = ResponseMessages.Code(verdict.Kind, response),
            Title = verdict.Title,
            ContentType = ResponseMessages.Name(new ContentLabel(response.Content).MediaType),
        };
    }
}
