package chosao.search.index;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.ElasticsearchTransport;
import co.elastic.clients.transport.rest_client.RestClientOptions;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import org.apache.http.HttpHost;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.RestClient;

/**
 * Two ways to one cluster over shared connections: searches that must be quick, and upkeep that may
 * take its time.
 */
@Factory
final class ElasticsearchClients {

    /**
     * Reads and writes what is in the index. What others may add to their JSON is no concern of
     * ours.
     */
    @Singleton
    ObjectMapper documents() {
        return JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(Include.NON_NULL, Include.NON_NULL))
                .build();
    }

    @Bean(preDestroy = "close")
    @Singleton
    RestClient connections(ElasticsearchSettings settings) {
        var url = settings.url();
        var builder =
                RestClient.builder(new HttpHost(url.getHost(), url.getPort(), url.getScheme()))
                        .setCompressionEnabled(false)
                        .setRequestConfigCallback(request ->
                                request.setConnectTimeout(
                                                Math.toIntExact(
                                                        settings.connectTimeout().toMillis()))
                                        .setConnectionRequestTimeout(
                                                Math.toIntExact(
                                                        settings.answerTimeout().toMillis()))
                                        .setSocketTimeout(
                                                Math.toIntExact(
                                                        settings.answerTimeout().toMillis())))
                        .setHttpClientConfigCallback(http ->
                                http.setMaxConnTotal(settings.connections())
                                        .setMaxConnPerRoute(settings.connections())
                                        // No passwords and no cookies are sent, and looking for
                                        // the former deserializes an object at each request.
                                        .disableAuthCaching()
                                        .disableCookieManagement()
                                        .setDefaultIOReactorConfig(
                                                IOReactorConfig.custom()
                                                        .setTcpNoDelay(true)
                                                        .setSoKeepAlive(true)
                                                        .build()));
        if (url.getPath() != null && url.getPath().length() > 1) {
            builder.setPathPrefix(url.getPath());
        }
        if (settings.apiKey() != null && !settings.apiKey().isBlank()) {
            builder.setDefaultHeaders(
                    List.of(new BasicHeader("Authorization", "ApiKey " + settings.apiKey()))
                            .toArray(new BasicHeader[0]));
        }
        return builder.build();
    }

    @Singleton
    ElasticsearchTransport transport(RestClient connections, ObjectMapper documents) {
        return new RestClientTransport(connections, new JacksonJsonpMapper(documents));
    }

    @Singleton
    ElasticsearchAsyncClient searches(ElasticsearchTransport transport) {
        return new ElasticsearchAsyncClient(transport);
    }

    @Singleton
    ElasticsearchClient upkeep(ElasticsearchTransport transport, ElasticsearchSettings settings) {
        var patient =
                RequestOptions.DEFAULT.toBuilder()
                        .setRequestConfig(
                                RequestConfig.custom()
                                        .setConnectTimeout(
                                                Math.toIntExact(
                                                        settings.connectTimeout().toMillis()))
                                        .setSocketTimeout(
                                                Math.toIntExact(settings.workTimeout().toMillis()))
                                        .build());
        return new ElasticsearchClient(transport, new RestClientOptions(patient.build(), false));
    }
}
